import { button, el } from '../shared/dom.js';
import { texts as all } from '../shared/texts.js';

const texts = all.gallery;

/** What can be done with the pictures that are chosen. */
export class SelectionBar {
  #gallery;
  #count = el('p', { className: 'chosen' });
  #all = button('', () => this.#gallery.chooseAll(), { className: 'link' });
  node;

  constructor(gallery) {
    this.#gallery = gallery;
    const act = (label, name, className = 'quiet') => button(label, () => gallery.actions[name](gallery.selection.ids), { className });
    this.node = el('div', { className: 'bar', role: 'toolbar', 'aria-label': texts.chosenTools, hidden: true },
      button('✕', () => gallery.clearSelection(), { className: 'icon', 'aria-label': texts.chooseNone }),
      this.#count, this.#all,
      el('span', { className: 'deeds' }, act(texts.favoriteShort, 'favorite'), act(texts.tagsShort, 'tag'), act(texts.download, 'download'), act(texts.remove, 'remove', 'danger')));
  }

  refresh() {
    const { selection, listing } = this.#gallery;
    const focused = this.node.getRootNode().activeElement;
    this.node.hidden = selection.size === 0;
    this.#count.textContent = texts.chosen(selection.size);
    this.#all.textContent = texts.chooseAll(listing.tiles.length);
    this.#all.hidden = selection.size >= listing.tiles.length;
    if (this.node.contains(focused) && !focused.checkVisibility()) this.#gallery.returnFocus();
  }
}
