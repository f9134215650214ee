import { moveBy } from './moves.js';

/** What keys and clicks in the grid mean, and Escape in all of the gallery. */
export class Gestures {
  #gallery;
  #grid;

  constructor(gallery, grid) {
    [this.#gallery, this.#grid] = [gallery, grid];
    grid.node.addEventListener('focusin', (event) => this.#focused(event));
    grid.node.addEventListener('click', (event) => this.#clicked(event));
    grid.node.addEventListener('keydown', (event) => this.#pressed(event));
    gallery.root.addEventListener('keydown', (event) => this.#escaped(event));
  }

  /** The focus also comes by screen readers, which press no key here. */
  #focused(event) {
    const index = this.#gallery.listing.indexOf(event.target.closest('.tile')?.dataset.id);
    if (index >= 0) this.#grid.activate(index);
  }

  /** While pictures are chosen, a click chooses; otherwise it opens. */
  #clicked(event) {
    const id = event.target.closest('.tile')?.dataset.id;
    if (!id) return;
    const { selection, listing } = this.#gallery;
    this.#grid.activate(listing.indexOf(id));
    if (event.shiftKey) selection.extendTo(id, listing.ids);
    else if (event.target.closest('.check') || event.ctrlKey || event.metaKey || selection.size) selection.toggle(id);
    else this.#gallery.open(id);
  }

  #pressed(event) {
    const { id } = this.#grid.active;
    const isOnTile = event.target.closest('.tile') && !event.target.closest('.check');
    if (!id || event.altKey || !isOnTile) return;
    const action = this.#moving(event) ?? this.#doing(event, id);
    if (!action) return;
    event.preventDefault();
    action();
  }

  /** A dialog that holds the gallery closes by the next one. */
  #escaped(event) {
    if (event.key !== 'Escape' || !this.#gallery.selection.size || event.target.closest('dialog')) return;
    event.preventDefault();
    this.#gallery.clearSelection();
  }

  #moving({ key, shiftKey, ctrlKey, metaKey }) {
    const index = moveBy(key, { ...this.#grid.layout, isWhole: ctrlKey || metaKey });
    if (index === null) return null;
    return () => {
      const { selection, listing } = this.#gallery;
      if (shiftKey) selection.anchorAt(this.#grid.active.id);
      this.#grid.focus(index);
      if (shiftKey) selection.extendTo(this.#grid.active.id, listing.ids);
    };
  }

  #doing({ key, ctrlKey, metaKey }, id) {
    const { selection, actions } = this.#gallery;
    const chosen = selection.size ? selection.ids : [id];
    if (ctrlKey || metaKey) return key.toLowerCase() === 'a' ? () => this.#gallery.chooseAll() : null;
    switch (key) {
      case 'Enter': return () => this.#gallery.open(id);
      case ' ': return () => selection.toggle(id);
      case 'f': case 'F': return () => actions.favorite(chosen);
      case 'Delete': return () => actions.remove(chosen);
      default: return null;
    }
  }
}
