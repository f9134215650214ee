import { button, el } from '../shared/dom.js';
import { images } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';
import { placeholder } from './placeholders.js';

const texts = all.gallery;

/** What the small thumbnail fills without becoming coarse, in pixels of the screen. */
const SMALL_SIDE = 330;

/** One picture in the grid: its stand-in at once, the picture when it has come, and the box that chooses it. */
export class Tile {
  #api;
  #isAsked = false;
  #image = el('img', { alt: '', draggable: false, decoding: 'async' });
  #check = button('', null, { className: 'check', tabIndex: -1, 'aria-label': texts.choose });
  node = el('div', { className: 'tile', role: 'gridcell', tabIndex: -1 }, this.#image, this.#check);

  constructor(api, tile) {
    this.#api = api;
    this.id = tile.id;
    this.node.dataset.id = tile.id;
    this.node.style.backgroundImage = placeholder(tile.placeholder);
    this.#image.addEventListener('load', () => { this.node.dataset.loaded = ''; });
    this.#image.addEventListener('error', () => { this.node.dataset.broken = ''; });
  }

  place(width, height, column) {
    this.node.style.width = `${width}px`;
    this.node.ariaColIndex = String(column + 1);
    this.side = Math.max(width, height);
  }

  describe(tile, image, isChosen) {
    this.node.ariaLabel = texts.tile(image, tile);
    this.node.dataset.favorite = String(tile.isFavorite);
    this.node.ariaSelected = String(isChosen);
    this.#check.ariaPressed = String(isChosen);
  }

  /** Asks for the picture, once. */
  load() {
    if (this.#isAsked) return;
    this.#isAsked = true;
    const size = this.side * devicePixelRatio > SMALL_SIDE ? 'lg' : 'sm';
    this.#image.src = images.address(this.#api, this.id, size);
  }

  /** It left the view; what has not come by then need not come. */
  discard() {
    if (!('loaded' in this.node.dataset)) this.#image.removeAttribute('src');
    this.node.remove();
  }
}
