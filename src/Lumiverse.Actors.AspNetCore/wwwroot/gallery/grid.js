import { el } from '../shared/dom.js';
import { texts as all } from '../shared/texts.js';
import { GAP, heightFor, justify, ratioOf, rowAt, rowOf } from './rows.js';
import { Tile } from './tile.js';

/** Rows that are kept above and below the view, as a part of its height: enough for a turn of the wheel. */
const MARGIN = 0.35;

/** Somebody who moves by more than this part of the view in one frame is looking for a place, not at pictures. */
const LEAFING = 0.6;

/** From this part on, a height is another one. */
const ANOTHER_HEIGHT = 0.2;

/** As long as a view rests before its pictures are asked for, after leafing. */
const REST_MS = 90;

/** What screen readers are told of pictures is asked for when the view has rested this long. */
const READ_MS = 300;

/**
 * The pictures in view, of however many there are. Rows are made when they come near the view and go when they leave it;
 * the one with the focus stays.
 */
export class GridView {
  #gallery;
  #scroller;
  #rows = [];
  #drawnRows = new Map();
  #drawnTiles = new Map();
  #active = { id: null, index: 0 };
  #inOrder = null;
  #inView = [];
  #offset = 0;
  #measured = { width: 0, height: 0 };
  #frame = 0;
  #resting = 0;
  #reading = 0;
  #lastTop = 0;
  #resized = new ResizeObserver(() => this.lay());
  node = el('div', { className: 'grid', role: 'grid', 'aria-multiselectable': 'true', 'aria-label': all.gallery.grid });

  /** @param gallery what is shown: `api`, `listing`, `selection`, `known` (details by id), `readDetails(ids)`. */
  constructor(gallery, scroller) {
    this.#gallery = gallery;
    this.#scroller = scroller;
    scroller.addEventListener('scroll', () => this.#schedule(), { passive: true });
  }

  joined() {
    this.#resized.observe(this.#scroller);
  }

  left() {
    this.#resized.disconnect();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#resting);
    clearTimeout(this.#reading);
    this.#frame = 0;
  }

  get active() {
    return this.#active;
  }

  /** Nothing while it is out of view. */
  get activeNode() {
    return this.#drawnTiles.get(this.#active.id)?.node ?? null;
  }

  get hasFocus() {
    return this.node.contains(this.node.getRootNode().activeElement);
  }

  /** What `moveBy` needs to know of the rows. */
  get layout() {
    const rowsInView = Math.max(1, rowAt(this.#rows, this.#top + this.#height) - rowAt(this.#rows, this.#top));
    return { rows: this.#rows, tiles: this.#tiles, active: this.#active.index, rowsInView };
  }

  /** Another filter: from its beginning. */
  restart() {
    this.#active = { id: null, index: 0 };
    this.#inView = [];
    this.#scroller.scrollTop = 0;
    this.lay();
  }

  /** Lays out what the listing holds; what was in view stays where it was. */
  lay() {
    const width = this.node.clientWidth;
    if (!width) return;
    const hadFocus = this.hasFocus;
    const held = this.#heldPicture();
    this.#rows = justify(this.#tiles, width, this.#wishFor(width), held?.index);
    const last = this.#rows.at(-1);
    this.node.style.height = `${last ? last.top + last.height : 0}px`;
    this.node.ariaRowCount = String(this.#rows.length);
    this.#offset = this.node.offsetTop;
    if (held) this.#scroller.scrollTop = this.#rows[rowOf(this.#rows, held.index)].top - held.below + this.#offset;
    this.#holdActive();
    this.draw();
    if (hadFocus) this.activeNode?.focus({ preventScroll: true });
  }

  draw() {
    this.#frame = 0;
    const drawn = new Map(this.#wanted().map((row) => this.#drawRow(row)));
    for (const [key, { node }] of this.#drawnRows) if (!drawn.has(key)) node.remove();
    this.#drawnRows = drawn;
    for (const [id, tile] of this.#drawnTiles) if (!tile.node.isConnected) this.#discard(id, tile);
    this.#markActive();
    this.#rememberView();
    this.#loadUnlessLeafing();
  }

  /** Says anew what is chosen, marked and known. */
  refresh() {
    for (const tile of this.#drawnTiles.values()) this.#describe(tile);
  }

  /** Brings a picture into view and the focus to it. */
  focus(index) {
    this.activate(index);
    const row = this.#rows[rowOf(this.#rows, this.#active.index)];
    if (!row) return;
    this.#reveal(row);
    this.draw();
    this.activeNode?.focus({ preventScroll: true });
  }

  activate(index) {
    const place = Math.min(Math.max(0, index), this.#tiles.length - 1);
    this.#active = { id: this.#tiles[place]?.id ?? null, index: Math.max(0, place) };
    this.#markActive();
  }

  /** A bar of the browser that comes and goes while one scrolls changes no rows. */
  #wishFor(width) {
    const { height } = this.#measured;
    if (width !== this.#measured.width || Math.abs(this.#height - height) > height * ANOTHER_HEIGHT) this.#measured = { width, height: this.#height };
    return heightFor(width, this.#measured.height);
  }

  get #tiles() {
    return this.#gallery.listing.tiles;
  }

  #tilesOf({ first, count }) {
    return this.#tiles.slice(first, first + count);
  }

  get #top() {
    return this.#scroller.scrollTop - this.#offset;
  }

  get #height() {
    return this.#scroller.clientHeight;
  }

  #schedule() {
    this.#frame ||= requestAnimationFrame(() => this.draw());
  }

  /** Rows in view and near it, and the one that has the focus, wherever it is. */
  #wanted() {
    if (!this.#rows.length) return [];
    const margin = this.#height * MARGIN;
    const [first, last] = [rowAt(this.#rows, this.#top - margin), rowAt(this.#rows, this.#top + this.#height + margin)];
    const focused = this.hasFocus ? rowOf(this.#rows, this.#active.index) : first;
    const wanted = this.#rows.slice(first, last + 1);
    return focused >= first && focused <= last ? wanted : [...wanted, this.#rows[focused]];
  }

  /** A row that is where it was costs nothing; one with the same pictures at another place keeps its nodes. */
  #drawRow(row) {
    row.key ??= this.#tilesOf(row).map(({ id }) => id).join(' ');
    const drawn = this.#drawnRows.get(row.key);
    return [row.key, drawn?.row === row ? drawn : { row, node: this.#placeRow(row, drawn?.node) }];
  }

  #placeRow(row, drawn) {
    const tiles = this.#tilesOf(row);
    const node = drawn ?? this.#insert(row, this.#rowNode(tiles));
    node.style.transform = `translateY(${row.top}px)`;
    node.style.height = `${row.height}px`;
    node.ariaRowIndex = String(row.index + 1);
    tiles.forEach((tile, column) => this.#drawnTiles.get(tile.id).place(ratioOf(tile) * row.height, row.height, column));
    return node;
  }

  /** Among the others in their order, in which screen readers read them. */
  #insert({ index }, node) {
    const next = [...this.#drawnRows.values()].find(({ row }) => row.index > index);
    return this.node.insertBefore(node, next?.node ?? null);
  }

  #rowNode(tiles) {
    return el('div', { className: 'grid-row', role: 'row' }, ...tiles.map((tile) => this.#tileOf(tile).node));
  }

  #tileOf(tile) {
    const made = this.#drawnTiles.get(tile.id) ?? new Tile(this.#gallery.api, tile);
    this.#drawnTiles.set(tile.id, made);
    this.#describe(made);
    return made;
  }

  #describe(made) {
    const { listing, selection, known } = this.#gallery;
    const tile = listing.find(made.id);
    if (tile) made.describe(tile, known.get(made.id), selection.has(made.id));
  }

  #discard(id, tile) {
    tile.discard();
    this.#drawnTiles.delete(id);
  }

  /** One picture is in the order of the tab key: the active one, or one in view when that is not drawn. */
  #markActive() {
    const inOrder = this.activeNode ?? this.#drawnTiles.values().next().value?.node;
    if (inOrder === this.#inOrder) return;
    if (this.#inOrder) this.#inOrder.tabIndex = -1;
    if (inOrder) inOrder.tabIndex = 0;
    this.#inOrder = inOrder;
  }

  #rememberView() {
    const from = rowAt(this.#rows, this.#top);
    const rows = this.#top > 0 ? this.#rows.slice(from, from + this.#drawnRows.size) : [];
    this.#inView = rows.flatMap((row) => this.#tilesOf(row).map(({ id }) => ({ id, below: row.top - this.#top })));
  }

  /** The first in view that is still there. At the very top nothing is held: what is new should be seen there. */
  #heldPicture() {
    const { listing } = this.#gallery;
    const held = this.#inView.find(({ id }) => listing.indexOf(id) >= 0);
    return held && { index: listing.indexOf(held.id), below: held.below };
  }

  /** The focus stays with its picture, or with what took its place. */
  #holdActive() {
    const index = this.#gallery.listing.indexOf(this.#active.id);
    const place = index >= 0 ? index : Math.min(this.#active.index, Math.max(0, this.#tiles.length - 1));
    this.#active = { id: this.#tiles[place]?.id ?? null, index: place };
  }

  #loadUnlessLeafing() {
    const moved = Math.abs(this.#top - this.#lastTop);
    this.#lastTop = this.#top;
    clearTimeout(this.#resting);
    if (moved > this.#height * LEAFING) this.#resting = setTimeout(() => this.#load(), REST_MS);
    else this.#load();
  }

  #load() {
    for (const tile of this.#drawnTiles.values()) tile.load();
    clearTimeout(this.#reading);
    this.#reading = setTimeout(() => this.#gallery.readDetails([...this.#drawnTiles.keys()]), READ_MS);
  }

  #reveal({ top, height }) {
    const above = this.#scroller.querySelector('.tools').offsetHeight;
    if (top < this.#top + above) this.#scroller.scrollTop = Math.max(0, top + this.#offset - above - GAP);
    else if (top + height > this.#top + this.#height) this.#scroller.scrollTop = top + height + this.#offset - this.#height + GAP;
  }
}
