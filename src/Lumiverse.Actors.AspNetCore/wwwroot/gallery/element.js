import { Announcer } from '../shared/announce.js';
import { button, el } from '../shared/dom.js';
import { LumiElement } from '../shared/element.js';
import { chats, images, MOST_AT_ONCE } from '../shared/routes.js';
import { sheet } from '../shared/style.js';
import { texts as all } from '../shared/texts.js';
import { Actions } from './actions.js';
import { SelectionBar } from './bar.js';
import { Filters } from './filters.js';
import { Gestures } from './gestures.js';
import { GridView } from './grid.js';
import { Lightbox } from './lightbox.js';
import { Listing } from './listing.js';
import { Modals } from './modals.js';
import { Selection } from './selection.js';
import { StorageView } from './storage.js';
import { Undo } from './undo.js';

const texts = all.gallery;
const sheets = await Promise.all(['gallery.css', 'lightbox.css'].map((name) => sheet(new URL(name, import.meta.url))));

/** Many pictures deleted at once are as many events; they are drawn together. */
const GATHER_MS = 60;

/** Details of this many pictures are remembered, about 2 kB each. */
const MOST_KNOWN = 3000;

/**
 * All pictures of the user. It needs a height; it scrolls inside. Attributes: `api`, `chat` (the open one, to whose
 * background a picture can go) and `character` (what it is narrowed to at first). Property: `names`, the host's own
 * `{ chats: [{ id, title }], characters: [{ id, name }] }`. Events out: `lumi-open-chat` (detail: chatId, messageId),
 * `lumi-background-chosen` (detail: chatId, imageId).
 */
export class LumiGallery extends LumiElement {
  static observedAttributes = [...LumiElement.observedAttributes, 'character'];

  known = new Map();
  listing = new Listing(() => this.api);
  selection = new Selection(() => this.#chosen());
  actions = new Actions(this);
  #announcer = new Announcer();
  #names = { chats: [], characters: [] };
  #undo = new Undo((ids) => this.actions.restore(ids));
  #problem = el('p', { className: 'problem', role: 'alert' });
  #notes = el('div', { className: 'notes' }, this.#problem, this.#undo.node, this.#announcer.node);
  #filters = new Filters((filter) => (filter ? this.#read(filter) : this.#grid.lay()));
  #count = el('p', { className: 'hint count' });
  #tools = el('div', { className: 'tools' }, this.#filters.node, el('div', { className: 'row' }, this.#count, button(texts.storage, () => this.#storage.open(), { className: 'link' })));
  #empty = el('div', { className: 'empty', hidden: true });
  #scroller = el('div', { className: 'scroller' }, this.#tools, this.#empty);
  #grid = new GridView(this, this.#scroller);
  #bar = new SelectionBar(this);
  #storage;
  #lightbox;
  #pending = { added: [], removed: [], timer: 0 };
  #changes = 0;
  #changedAt = new Map();

  constructor() {
    super(...sheets);
    this.#scroller.append(this.#grid.node);
    this.root.append(this.#scroller, this.#bar.node, this.#notes);
    this.modals = new Modals(this.root, this.#notes);
    new Gestures(this, this.#grid);
    this.#storage = new StorageView(this);
    this.#lightbox = new Lightbox(this);
  }

  get followed() {
    return null;
  }

  get names() {
    return this.#names;
  }

  set names(names) {
    this.#names = { chats: [], characters: [], ...names };
    this.#filters.name(this.#names, this.chat);
    this.#lightbox.refresh();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'api') super.attributeChangedCallback(name, before, after);
    else if (name === 'chat') this.#filters.name(this.#names, after);
    else this.#narrow(after);
  }

  joined() {
    this.#grid.joined();
    this.known.clear();
    this.#changedAt.clear();
    this.#problem.textContent = '';
    this.#read(this.#filters.value).then(() => this.attempt(() => this.#filters.refresh(this.api)));
  }

  left() {
    clearTimeout(this.#pending.timer);
    this.#pending = { added: [], removed: [], timer: 0 };
    this.listing.abandon();
    this.#undo.clear();
    this.modals.closeAll();
    this.#grid.left();
  }

  missed() {
    this.refresh();
  }

  received(name, data) {
    if (name === 'IMAGE_READY' || name === 'IMAGE_RESTORED') this.#gather('added', data);
    else if (name === 'IMAGE_DELETED') this.#gather('removed', data.id);
    this.#lightbox.received(name, data);
  }

  failed(error) {
    this.#problem.textContent = error.message;
  }

  /** Reads the same filter again; what is in view and what is chosen stay. */
  refresh() {
    return this.#read(this.listing.filter, true);
  }

  open(id) {
    this.#lightbox.open(id);
  }

  chooseAll() {
    this.selection.set(this.listing.ids);
  }

  clearSelection() {
    this.selection.clear();
    this.returnFocus();
  }

  /** To the picture that had it last. */
  returnFocus() {
    if (this.listing.tiles.length) this.#grid.focus(this.#grid.active.index);
    else this.#filters.focus();
  }

  /** The picture last shown large has the focus in the grid; the node, or null. */
  returnTo(id) {
    const index = this.listing.indexOf(id);
    if (index >= 0) this.#grid.focus(index);
    return this.#grid.activeNode;
  }

  say(sentence) {
    this.#problem.textContent = '';
    this.#announcer.say(sentence);
  }

  /** How much was changed here: what a question knows of its own age. */
  get changes() {
    return this.#changes;
  }

  /**
   * What an answer tells of pictures, over what was known of them. What was changed after the question was asked stays as
   * it was changed.
   *
   * @param asked `changes` when the question was asked.
   */
  know(found, asked) {
    for (const image of found) {
      const known = this.known.get(image.id);
      const isOld = (this.#changedAt.get(image.id) ?? 0) > asked;
      if (!isOld) this.#remember({ ...known, ...image });
      else if (known) this.#remember({ ...image, ...known });
    }
    this.#grid.refresh();
    this.#lightbox.refresh();
  }

  /** What a change made of a picture. */
  knowChanged(image) {
    this.#touch([image.id]);
    this.know([image], this.#changes);
  }

  /** What was known of them is old. */
  forget(ids) {
    this.#touch(ids);
    for (const id of ids) this.known.delete(id);
    this.#grid.draw();
  }

  async readDetails(ids) {
    const unknown = ids.filter((id) => !this.known.has(id)).slice(0, MOST_AT_ONCE);
    if (!unknown.length) return;
    const [turn, asked] = [this.turn, this.#changes];
    const found = await images.details(this.api, unknown).catch(() => []);
    if (this.isStill(turn)) this.know(found, asked);
  }

  marked(ids, isFavorite) {
    this.#touch(ids);
    this.listing.markFavorite(ids, isFavorite);
    for (const id of ids) if (this.known.has(id)) this.known.get(id).favorite = isFavorite;
    this.#grid.refresh();
    this.#lightbox.refresh();
  }

  removed(ids) {
    this.listing.remove(ids);
    this.selection.forget(ids);
    this.#changed();
    this.#lightbox.follow(ids);
  }

  offerUndo(ids, until) {
    if (ids.length) this.#undo.offer(ids, until);
  }

  useAsBackground(id) {
    return this.attempt(async () => {
      await chats.setBackground(this.api, this.chat, id);
      this.say(texts.isBackground(this.titleOf(this.chat)));
      this.tell('lumi-background-chosen', { chatId: this.chat, imageId: id });
    });
  }

  openChat(chatId, messageId) {
    this.modals.closeAll();
    this.tell('lumi-open-chat', { chatId, messageId });
  }

  titleOf = (chat) => this.#names.chats.find(({ id }) => id === chat)?.title || (chat === this.chat ? texts.thisChatShort : texts.untitled);

  nameOf = (character) => this.#names.characters.find(({ id }) => id === character)?.name ?? texts.thisCharacter;

  #remember(image) {
    if (this.known.size >= MOST_KNOWN) this.known.delete(this.known.keys().next().value);
    this.known.set(image.id, image);
  }

  #touch(ids) {
    this.#changes++;
    for (const id of ids) this.#changedAt.set(id, this.#changes);
  }

  #narrow(character) {
    this.#filters.narrow(character);
    if (this.isConnected) this.#read(this.#filters.value);
  }

  /** @param isSame the filter is the one that is shown, so that its place in it stays. */
  async #read(filter, isSame = false) {
    let isFirst = !isSame;
    const shown = () => {
      if (isFirst) this.selection.clear();
      if (isFirst) this.#grid.restart();
      isFirst = false;
      this.#forgetGone();
      this.#changed();
      this.#lightbox.follow();
    };
    const isRead = await this.attempt(() => this.listing.read(filter, shown));
    if (isRead === undefined && !this.listing.tiles.length) this.#showFailure(filter);
    if (isRead && !isSame) this.say(texts.count(this.listing.tiles.length, this.listing.isFiltered));
  }

  #forgetGone() {
    this.selection.forget(this.selection.ids.filter((id) => this.listing.indexOf(id) < 0));
  }

  #gather(kind, what) {
    this.#pending[kind].push(what);
    this.#pending.timer ||= setTimeout(() => this.#apply(), GATHER_MS);
  }

  /** A picture that came and went within one gathering is gone, one that came back is there: the listing asks the server. */
  #apply() {
    const { added, removed } = this.#pending;
    this.#pending = { added: [], removed: [], timer: 0 };
    for (const image of added) this.known.set(image.id, image);
    const isPlaced = added.map((image) => this.listing.add(image)).every(Boolean);
    if (removed.length) this.listing.remove(removed);
    this.#forgetGone();
    this.#changed();
    this.#lightbox.follow(removed);
    if (!isPlaced || (added.length && removed.length)) this.refresh();
  }

  #changed() {
    const { length } = this.listing.tiles;
    this.#problem.textContent = '';
    this.#count.textContent = texts.count(length, this.listing.isFiltered);
    this.#grid.node.hidden = length === 0;
    this.#empty.hidden = length > 0;
    if (!length) this.#showEmpty();
    this.#bar.refresh();
    this.#grid.lay();
  }

  #chosen() {
    this.dataset.choosing = String(this.selection.size > 0);
    this.#bar.refresh();
    this.#grid.refresh();
    if (this.selection.size) this.say(texts.chosen(this.selection.size));
  }

  #showEmpty() {
    if (!this.listing.isFiltered) this.#empty.replaceChildren(el('h3', {}, texts.none), el('p', {}, texts.noneHint));
    else this.#empty.replaceChildren(el('h3', {}, texts.nothingFound), el('p', {}, texts.nothingFoundHint), button(texts.clearFilters, () => this.#clearFilters(), { className: 'primary' }));
  }

  #showFailure(filter) {
    this.#count.textContent = '';
    this.#empty.hidden = false;
    this.#empty.replaceChildren(el('h3', {}, texts.notRead), button(texts.tryAgain, () => this.#read(filter), { className: 'primary' }));
  }

  #clearFilters() {
    this.#filters.clear();
    this.#filters.focus();
  }
}
