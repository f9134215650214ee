import { button, el } from '../shared/dom.js';
import { images } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';
import { Details } from './details.js';
import { icon } from './icons.js';
import { placeholder } from './placeholders.js';
import { Zoom } from './zoom.js';

const texts = all.gallery;

/** Narrower than this the details would leave no room for the picture; they are shown when asked for. */
const WIDE = matchMedia('(min-width: 900px)');

/** One picture as large as the screen allows, with all that is known of it; from it to its neighbours. */
export class Lightbox {
  #gallery;
  #id = null;
  #index = 0;
  #visited = null;
  #zoom = new Zoom({ onSwipe: (where) => this.#swiped(where), onScale: (scale) => this.#scaled(scale) });
  #place = el('p', { className: 'place' });
  #percent = el('span', { className: 'percent' });
  #favorite = iconButton('star', texts.favorite, () => this.#act('favorite'));
  #background = iconButton('background', texts.useAsBackground, () => this.#gallery.useAsBackground(this.#id));
  #info = iconButton('details', texts.details, () => this.#toggleDetails(!this.#areDetailsOpen), { 'aria-controls': 'details' });
  #previous = iconButton('left', texts.previous, () => this.#step(-1), { className: 'step before' });
  #next = iconButton('right', texts.next, () => this.#step(1), { className: 'step after' });
  #details;
  #panel;
  #dialog;

  /** @param gallery `api`, `listing`, `known`, `actions`, `modals`, `say`, and what the details need. */
  constructor(gallery) {
    this.#gallery = gallery;
    this.#details = new Details(gallery, { onShow: (id) => this.#showOther(id) });
    this.#panel = el('aside', { className: 'details', id: 'details', 'aria-label': texts.details }, this.#details.node);
    this.#zoom.node.append(this.#previous, this.#next);
    Object.assign(this.#zoom.node, { tabIndex: 0, role: 'group', ariaLabel: texts.stage, ariaKeyShortcuts: 'ArrowLeft ArrowRight + - 0 F Delete I' });
    this.#dialog = el('dialog', { className: 'lightbox', 'aria-label': texts.lightbox, onkeydown: (event) => this.#pressed(event) },
      el('header', { className: 'lightbox-bar' }, this.#place, this.#percent,
        iconButton('minus', texts.farther, () => this.#zoom.farther()), iconButton('plus', texts.closer, () => this.#zoom.closer()),
        this.#background, this.#favorite,
        iconButton('download', texts.download, () => this.#act('download')), iconButton('trash', texts.remove, () => this.#act('remove')),
        this.#info, iconButton('close', texts.close, () => this.#dialog.close())),
      this.#zoom.node, this.#panel);
  }

  get isOpen() {
    return this.#dialog.open;
  }

  open(id) {
    this.#toggleDetails(WIDE.matches);
    this.#background.hidden = !this.#gallery.chat;
    this.#gallery.modals.show(this.#dialog, () => this.#closed());
    this.#show(id);
    this.#zoom.node.focus();
  }

  /** The listing changed: the picture may be at another place, or gone; then its neighbour is shown. Versions may be in no filter. */
  follow(gone = []) {
    if (!this.isOpen) return;
    const { listing } = this.#gallery;
    if (gone.includes(this.#visited)) this.#visited = null;
    const index = listing.indexOf(this.#id);
    if (index >= 0) this.#placed(index);
    else if (this.#visited === this.#id) this.#place.textContent = texts.version;
    else if (listing.tiles.length) this.#show(listing.tiles[Math.min(this.#index, listing.tiles.length - 1)].id);
    else this.#dialog.close();
  }

  /** Something was changed about pictures. */
  refresh() {
    if (this.isOpen) this.#describe();
  }

  received(name, data) {
    if (this.isOpen) this.#details.received(name, data);
  }

  get #areDetailsOpen() {
    return this.#dialog.dataset.details === 'true';
  }

  #closed() {
    this.#details.leave();
    this.#zoom.show();
    return this.#gallery.returnTo(this.#id);
  }

  /** A version that the filter may not hold. */
  #showOther(id) {
    this.#visited = id;
    this.#show(id);
    this.follow();
  }

  #step(by) {
    const { tiles } = this.#gallery.listing;
    const tile = tiles[this.#index + by];
    if (tile) this.#show(tile.id);
    else this.#gallery.say(by < 0 ? texts.isFirst : texts.isLast);
  }

  #show(id) {
    this.#id = id;
    const index = this.#gallery.listing.indexOf(id);
    if (index >= 0) this.#placed(index);
    this.#draw(this.#gallery.listing.find(id) ?? this.#gallery.known.get(id));
    this.#details.show(id).then(() => this.#id === id && this.#tell());
    this.#preload();
  }

  #placed(index) {
    this.#index = index;
    const { length } = this.#gallery.listing.tiles;
    this.#place.textContent = texts.place(index + 1, length);
    this.#previous.disabled = index === 0;
    this.#next.disabled = index === length - 1;
  }

  /** The stand-in, the thumbnail that the grid has shown, and the picture itself over both. */
  #draw({ id, width, height, placeholder: hash }) {
    const { api } = this.#gallery;
    const layer = (properties) => el('img', { alt: '', draggable: false, 'data-ratio': String(width / height), ...properties });
    const standIn = el('div', { className: 'stand-in', 'data-ratio': String(width / height) });
    standIn.style.backgroundImage = placeholder(hash);
    standIn.style.aspectRatio = `${width} / ${height}`;
    const whole = layer({ className: 'whole', src: images.address(api, id), decoding: 'async' });
    const thumbnail = layer({ src: images.address(api, id, 'lg') });
    whole.addEventListener('load', () => { standIn.remove(); thumbnail.remove(); });
    whole.addEventListener('error', () => this.#id === id && this.#gallery.failed({ message: texts.notShown }));
    this.#zoom.show(standIn, thumbnail, whole);
    this.#describe();
  }

  #describe() {
    const { listing, known } = this.#gallery;
    const image = known.get(this.#id);
    const isFavorite = listing.find(this.#id)?.isFavorite ?? image?.favorite ?? false;
    this.#zoom.node.querySelector('.whole').alt = texts.alt(image);
    this.#favorite.ariaPressed = String(isFavorite);
  }

  #tell() {
    this.#describe();
    this.#gallery.say(`${this.#place.textContent}: ${texts.alt(this.#gallery.known.get(this.#id))}`);
  }

  #preload() {
    for (const by of [1, -1]) {
      const tile = this.#gallery.listing.tiles[this.#index + by];
      if (tile) new Image().src = images.address(this.#gallery.api, tile.id, 'lg');
    }
  }

  #act(what) {
    this.#gallery.actions[what]([this.#id]);
  }

  #toggleDetails(isOpen) {
    this.#dialog.dataset.details = String(isOpen);
    this.#info.ariaExpanded = String(isOpen);
    this.#panel.hidden = !isOpen;
    if (this.isOpen) this.#zoom.fit();
  }

  #swiped(where) {
    if (where === 'close') this.#dialog.close();
    else this.#step(where === 'next' ? 1 : -1);
  }

  #scaled(scale) {
    this.#percent.textContent = scale > 1.01 ? texts.percent(scale) : '';
  }

  /** Keys belong to what is being written in, where something is. */
  #pressed(event) {
    if (event.altKey || event.metaKey || event.ctrlKey || event.composedPath()[0].closest('input, textarea, select, details, .ask')) return;
    const action = this.#keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  #keys = {
    ArrowLeft: () => this.#arrow(-1, 0),
    ArrowRight: () => this.#arrow(1, 0),
    ArrowUp: () => this.#arrow(0, -1),
    ArrowDown: () => this.#arrow(0, 1),
    '+': () => this.#zoom.closer(),
    '=': () => this.#zoom.closer(),
    '-': () => this.#zoom.farther(),
    0: () => this.#zoom.fit(),
    f: () => this.#act('favorite'),
    i: () => this.#toggleDetails(!this.#areDetailsOpen),
    Delete: () => this.#act('remove'),
  };

  #arrow(right, down) {
    if (this.#zoom.isZoomed) this.#zoom.pan(right, down);
    else if (right) this.#step(right);
  }
}

const iconButton = (sign, label, onclick, { className = '', ...rest } = {}) =>
  button(icon(sign), onclick, { className: `icon ${className}`, 'aria-label': label, title: label, ...rest });
