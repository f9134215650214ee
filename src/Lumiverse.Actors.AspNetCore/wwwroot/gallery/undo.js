import { button, el } from '../shared/dom.js';
import { texts as all } from '../shared/texts.js';

const texts = all.gallery;

/** What was deleted, and the way back for as long as the server keeps it. The last deletion is offered first. */
export class Undo {
  #restore;
  #batches = [];
  #ending = 0;
  #line = el('p', {});
  node = el('div', { className: 'toast', hidden: true }, this.#line,
    button(texts.undo, () => this.#take(), { className: 'primary' }),
    button('✕', () => this.#drop(this.#batches.at(-1)), { className: 'icon small', 'aria-label': texts.dismiss }));

  /** @param restore takes the ids back; false when that failed, so that it stays on offer. */
  constructor(restore) {
    this.#restore = restore;
  }

  /** @param until seconds since 1970: until then the server can take it back. */
  offer(ids, until) {
    this.#batches.push({ ids, until });
    this.#draw();
  }

  clear() {
    this.#batches = [];
    this.#draw();
  }

  async #take() {
    const batch = this.#batches.at(-1);
    if (batch && await this.#restore(batch.ids)) this.#drop(batch);
  }

  #drop(batch) {
    this.#batches = this.#batches.filter((other) => other !== batch);
    this.#draw();
  }

  #draw() {
    clearTimeout(this.#ending);
    const batch = this.#batches.at(-1);
    this.node.hidden = !batch;
    if (!batch) return;
    this.#line.textContent = texts.deleted(batch.ids.length);
    this.#ending = setTimeout(() => this.#drop(batch), Math.max(0, batch.until * 1000 - Date.now()));
  }
}
