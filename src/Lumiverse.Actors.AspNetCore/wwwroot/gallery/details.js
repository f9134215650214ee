import { button, el, field } from '../shared/dom.js';
import { images } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';
import { tagsIn } from './actions.js';
import { Again } from './again.js';
import { linesOf } from './uses.js';

const texts = all.gallery;

/** All that is known of one picture, what can be said of it, where it is used, and its other versions. */
export class Details {
  #gallery;
  #handlers;
  #id = null;
  #versions = [];
  #saving = Promise.resolve();
  #unsaved = [];
  #caption = el('textarea', { rows: 2, maxLength: 2000, onchange: () => this.#save({ caption: this.#caption.value.trim() || null }) });
  #tags = el('input', { autocomplete: 'off', onchange: () => this.#save({ tags: tagsIn(this.#tags.value) }) });
  #uses = el('ul', { className: 'uses' });
  #prompt = el('div', { className: 'prompt' });
  #facts = el('dl', { className: 'facts' });
  #address = el('input', { readOnly: true, 'aria-label': texts.publicUrl, onfocus: () => this.#address.select() });
  #strip = el('div', { className: 'versions' });
  #versionsPart = el('section', {}, el('h3', {}, texts.versions), this.#strip);
  #again;
  node = el('div', { className: 'details-body' });

  /** @param handlers `onShow(id)` shows another version. */
  constructor(gallery, handlers) {
    [this.#gallery, this.#handlers] = [gallery, handlers];
    this.#again = new Again(gallery, () => this.#readVersions(this.#id));
    this.node.append(
      field(texts.caption, this.#caption), field(texts.tags, this.#tags, texts.tagsHint),
      el('section', {}, el('h3', {}, texts.usedIn), this.#uses),
      this.#prompt, this.#facts, this.#versionsPart, this.#again.node,
      el('section', {}, el('h3', {}, texts.publicUrl), el('p', { className: 'hint' }, texts.publicHint), this.#address,
        el('div', { className: 'row' }, button(texts.copy, () => this.#copy()), button(texts.revoke, () => this.#revoke(), { className: 'quiet' }))));
  }

  /** What is known at once, and the rest when it has come; the picture asked for last counts. */
  async show(id) {
    this.#id = id;
    this.#versions = [];
    this.#drawVersions();
    const known = this.#gallery.known.get(id);
    this.node.inert = !known;
    if (known) this.#draw(known);
    await Promise.all([this.#read(id), this.#readVersions(id)]);
  }

  leave() {
    this.#id = null;
  }

  received(name, data) {
    this.#again.received(name, data);
    if (name === 'BACKGROUND_CHANGED' && this.#id) this.#read(this.#id);
  }

  async #read(id) {
    const asked = this.#gallery.changes;
    const image = await this.#gallery.attempt(() => images.read(this.#gallery.api, id));
    if (!image || id !== this.#id) return;
    this.#gallery.know([image], asked);
    this.node.inert = false;
    this.#drawKnown(id);
  }

  async #readVersions(id) {
    const asked = this.#gallery.changes;
    const versions = await this.#gallery.attempt(() => images.versions(this.#gallery.api, id));
    if (!versions || id !== this.#id) return;
    this.#versions = versions;
    this.#gallery.know(versions, asked);
    this.#drawVersions();
  }

  #draw(image) {
    this.#write(this.#caption, image.caption ?? '');
    this.#write(this.#tags, (image.tags ?? []).join(', '));
    this.#drawUses(image.uses);
    this.#drawPrompt(image);
    this.#facts.replaceChildren(...this.#factsOf(image).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
    this.#address.value = new URL(image.public_url, location.href).href;
    this.#again.show(image);
  }

  /** It may be known no more, and it may be another one that is shown. */
  #drawKnown(id) {
    const known = this.#gallery.known.get(id);
    if (known && id === this.#id) this.#draw(known);
  }

  /** Nothing that somebody is writing, or has written and is being stored, is drawn over. */
  #write(control, text) {
    if (control.getRootNode().activeElement !== control && !this.#unsaved.includes(this.#id)) control.value = text;
  }

  #drawUses(uses) {
    if (!uses) return;
    const lines = linesOf([{ id: this.#id, uses }], this.#gallery.titleOf);
    const open = ({ chat_id: chat, message_id: message }) => this.#gallery.openChat(chat, message);
    this.#uses.replaceChildren(...lines.map((line) => el('li', {}, button(line.text, () => open(line), { className: 'link' }))));
    if (!lines.length) this.#uses.append(el('li', { className: 'hint' }, texts.usedNowhere));
  }

  #drawPrompt({ prompt, negative_prompt: negative }) {
    const part = (title, text) => text && el('section', {}, el('h3', {}, title), el('p', { className: 'words' }, text));
    this.#prompt.replaceChildren(...[part(texts.prompt, prompt), part(texts.negative, negative)].filter(Boolean));
  }

  #factsOf(image) {
    const parameters = Object.entries(image.parameters ?? {}).filter(([, value]) => typeof value !== 'object');
    const scene = Object.entries(all.scene.fields).map(([name, label]) => [label, [image.scene?.[name] ?? []].flat().join(', ')]);
    return [
      [texts.made, texts.moment(image.created_at)],
      [texts.chat, image.owner_chat_id && this.#gallery.titleOf(image.owner_chat_id)],
      [texts.character, image.owner_character_id && this.#gallery.nameOf(image.owner_character_id)],
      ...scene,
      [texts.paintedBy, [image.provider, image.model].filter(Boolean).join(', ')],
      [texts.seed, image.seed === null ? '' : String(image.seed)],
      ...parameters.map(([name, value]) => [name, String(value)]),
      [texts.file, image.original_filename ?? image.filename],
      [texts.size, texts.sizeOf(image)],
    ].filter(([, value]) => value);
  }

  #drawVersions() {
    this.#versionsPart.hidden = this.#versions.length < 2;
    this.#strip.replaceChildren(...this.#versions.map((version, index) => button(
      el('img', { src: images.address(this.#gallery.api, version.id, 'sm'), alt: '', loading: 'lazy', decoding: 'async' }),
      () => this.#handlers.onShow(version.id),
      { className: 'version', 'aria-label': texts.versionOf(index + 1, this.#versions.length), 'aria-current': String(version.id === this.#id) })));
  }

  /** One after the other, so that the last answer tells of every change. */
  #save(change) {
    const id = this.#id;
    this.#unsaved.push(id);
    this.#saving = this.#saving.then(() => this.#saveNext(id, change));
  }

  async #saveNext(id, change) {
    const image = await this.#gallery.attempt(() => images.change(this.#gallery.api, id, change));
    this.#unsaved.splice(this.#unsaved.indexOf(id), 1);
    if (!image) return;
    this.#gallery.knowChanged(image);
    this.#drawKnown(id);
    this.#gallery.say(texts.saved);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#address.value);
      this.#gallery.say(texts.copied, true);
    } catch {
      this.#address.select();
      this.#gallery.say(texts.copyYourself, true);
    }
  }

  async #revoke() {
    const id = this.#id;
    const isSure = await this.#gallery.modals.ask(texts.reallyRevoke, [el('p', {}, texts.revokeHint)], [
      { label: texts.keepUrl }, { label: texts.revoke, className: 'danger', value: () => true },
    ]);
    const image = isSure && await this.#gallery.attempt(() => images.revoke(this.#gallery.api, id));
    if (!image) return;
    this.#gallery.knowChanged(image);
    this.#drawKnown(id);
    this.#gallery.say(texts.revoked, true);
  }
}
