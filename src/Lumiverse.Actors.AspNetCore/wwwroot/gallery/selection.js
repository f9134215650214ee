/** Which pictures are chosen, by id, and from where a range is drawn. */
export class Selection {
  #ids = new Set();
  #anchor = null;
  #changed;

  /** @param changed is called after every change. */
  constructor(changed) {
    this.#changed = changed;
  }

  get size() {
    return this.#ids.size;
  }

  get ids() {
    return [...this.#ids];
  }

  has(id) {
    return this.#ids.has(id);
  }

  toggle(id) {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.#anchor = id;
    this.#changed();
  }

  /** Everything from the last one that was chosen alone up to this one. */
  extendTo(id, order) {
    if (!order.includes(this.#anchor)) this.#anchor = id;
    const [from, to] = [order.indexOf(this.#anchor), order.indexOf(id)].sort((one, other) => one - other);
    for (const each of order.slice(from, to + 1)) this.#ids.add(each);
    this.#changed();
  }

  set(ids) {
    this.#ids = new Set(ids);
    this.#changed();
  }

  /** The anchor for somebody who begins a range with the keyboard. */
  anchorAt(id) {
    this.#anchor ??= id;
  }

  clear() {
    this.#anchor = null;
    this.set([]);
  }

  /** What is not in the gallery any more can't be chosen. */
  forget(ids) {
    const gone = ids.filter((id) => this.#ids.delete(id));
    if (ids.includes(this.#anchor)) this.#anchor = null;
    if (gone.length) this.#changed();
  }
}
