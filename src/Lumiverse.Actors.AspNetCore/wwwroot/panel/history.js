import { button, el } from '../shared/dom.js';
import { chats } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';

const texts = all.panel;

/** As many as a strip shows without becoming a gallery. */
const MOST = 24;

/** The pictures that stood behind this chat, newest first, and the way back to each. */
export class HistoryView {
  #host;
  #asked = 0;
  #current = null;
  #strip = el('div', { className: 'strip' });
  node = el('div', { className: 'fold' }, this.#strip);

  constructor(host) {
    this.#host = host;
  }

  open() {
    this.#asked++;
    this.#current = null;
    this.#draw([]);
  }

  async refresh() {
    const asked = ++this.#asked;
    const past = await chats.backgrounds(this.#host.api, this.#host.chat, MOST);
    if (asked === this.#asked) this.#draw(past);
  }

  markCurrent(imageId) {
    this.#current = imageId;
    for (const choice of this.#strip.querySelectorAll('[data-image]')) choice.setAttribute('aria-pressed', String(choice.dataset.image === imageId));
  }

  #draw(past) {
    this.#strip.replaceChildren(...(past.length ? past.map((one) => this.#choice(one)) : [el('p', { className: 'hint' }, texts.historyNone)]));
    if (past.length) this.#strip.append(button(texts.clear, () => this.#host.clearBackground(), { className: 'link' }));
    this.markCurrent(this.#current);
  }

  #choice({ imageId, url, scene }) {
    const image = el('img', { src: `${url}?size=sm`, alt: all.scene.alt(scene), loading: 'lazy', decoding: 'async' });
    return button(image, () => this.#host.useAsBackground(imageId), { className: 'picture', title: texts.goBack, 'data-image': imageId });
  }
}
