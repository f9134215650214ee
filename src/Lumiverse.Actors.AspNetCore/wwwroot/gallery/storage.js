import { button, el } from '../shared/dom.js';
import { images } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';

const texts = all.gallery;

/** How much the pictures take up, and by which chats; what nothing uses is listed first, and deleted when that is wanted. */
export class StorageView {
  #gallery;
  #sums = el('dl', { className: 'facts' });
  #chats = el('ul', { className: 'chat-sizes' });
  #found = el('p', {}, texts.cleanHint);
  #look = button(texts.lookForUnused, () => this.#try(true));
  #clean = button(texts.clean, () => this.#try(false), { className: 'danger', hidden: true });
  #dialog = el('dialog', { className: 'ask storage', 'aria-labelledby': 'storage-title' },
    el('header', { className: 'row' }, el('h2', { id: 'storage-title' }, texts.storage),
      button('✕', () => this.#dialog.close(), { className: 'icon', 'aria-label': texts.close })),
    this.#sums, el('h3', {}, texts.byChat), this.#chats, el('h3', {}, texts.unused), this.#found, el('div', { className: 'row' }, this.#look, this.#clean));

  constructor(gallery) {
    this.#gallery = gallery;
  }

  open() {
    this.#gallery.modals.show(this.#dialog);
    this.#rest(texts.cleanHint);
    return this.#gallery.attempt(() => this.#measure());
  }

  async #measure() {
    const { images: pictures, thumbnails, bin, unused, chats } = await images.storage(this.#gallery.api);
    const line = (name, { count, bytes }) => [el('dt', {}, name), el('dd', {}, texts.amount(count, bytes))];
    this.#sums.replaceChildren(...line(texts.pictures, pictures), ...line(texts.thumbnails, thumbnails), ...line(texts.bin, bin), ...line(texts.unused, unused));
    const most = Math.max(1, ...chats.map(({ bytes }) => bytes));
    this.#chats.replaceChildren(...chats.toSorted((one, other) => other.bytes - one.bytes).map((chat) => this.#chat(chat, most)));
    if (!chats.length) this.#chats.append(el('li', { className: 'hint' }, texts.none));
  }

  #chat({ chat_id: chat, images: count, bytes, thumbnail_bytes: small }, most) {
    const name = chat ? this.#gallery.titleOf(chat) : texts.withoutChat;
    return el('li', {}, el('span', {}, name), el('span', { className: 'hint' }, texts.amount(count, bytes + small)),
      el('meter', { min: 0, max: most, value: bytes, 'aria-label': texts.shareOf(name) }));
  }

  #try(isDryRun) {
    return this.#gallery.attempt(async () => {
      this.#found.textContent = texts.looking;
      const { count, bytes } = await images.clean(this.#gallery.api, isDryRun);
      this.#rest(isDryRun ? texts.found(count, bytes) : texts.cleaned(count, bytes), isDryRun && count > 0);
      this.#gallery.say(this.#found.textContent);
      if (!isDryRun) await this.#measure();
    });
  }

  #rest(sentence, mayClean = false) {
    this.#found.textContent = sentence;
    if (!mayClean && this.#dialog.getRootNode().activeElement === this.#clean) this.#look.focus();
    this.#clean.hidden = !mayClean;
  }
}
