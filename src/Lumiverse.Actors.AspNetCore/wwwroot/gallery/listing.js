import { images } from '../shared/routes.js';

/** As many as the server lays out in one answer; a larger gallery is asked for in parts. */
const PART = 50_000;

const EVERYTHING = { sort: 'newest' };

/**
 * The pictures of a filter in their order: `{ id, width, height, at, isFavorite, placeholder }`. One question at a time
 * counts: the answer to an older one is dropped.
 */
export class Listing {
  tiles = [];
  filter = EVERYTHING;
  #api;
  #asked = 0;
  #changes = 0;
  #places = null;

  /** @param api answers the engine's routes, as they are when it is asked. */
  constructor(api) {
    this.#api = api;
  }

  get isFiltered() {
    return Object.entries(this.filter).some(([name, value]) => name !== 'sort' && value);
  }

  get ids() {
    return this.tiles.map(({ id }) => id);
  }

  find(id) {
    return this.tiles[this.indexOf(id)];
  }

  indexOf(id) {
    this.#places ??= new Map(this.tiles.map((tile, index) => [tile.id, index]));
    return this.#places.get(id) ?? -1;
  }

  /**
   * Reads what the filter finds; answers whether it is still wanted. `onPart` is told after each part that is shown. What
   * was added or removed meanwhile may be missing from the answer, so that it is asked for once more.
   */
  async read(filter, onPart) {
    const [asked, changes, found] = [++this.#asked, this.#changes, []];
    for (let total = Infinity; found.length < total;) {
      const part = await images.layout(this.#api(), { ...filter, limit: PART, offset: found.length || undefined });
      if (asked !== this.#asked) return false;
      found.push(...part.images.map((values) => tileOf(part.fields, values)));
      total = part.images.length ? part.total : found.length;
      this.#become(found.slice(), filter);
      onPart();
    }
    return changes === this.#changes || this.read(filter, onPart);
  }

  /** Answers that are under way are dropped. */
  abandon() {
    this.#asked++;
  }

  /** A picture that was added elsewhere takes its place. False when only the server can tell where that is. */
  add(image) {
    this.#changes++;
    if (this.indexOf(image.id) >= 0) return true;
    if (this.filter.q || this.filter.sort === 'largest') return false;
    if (!this.#isWanted(image)) return true;
    const tile = { id: image.id, width: image.width, height: image.height, at: image.created_at, isFavorite: image.favorite, placeholder: image.placeholder };
    const isOlder = this.filter.sort === 'oldest' ? (other) => other.at > tile.at : (other) => other.at <= tile.at;
    const place = this.tiles.findIndex(isOlder);
    this.#become(place < 0 ? [...this.tiles, tile] : this.tiles.toSpliced(place, 0, tile), this.filter);
    return true;
  }

  remove(ids) {
    this.#changes++;
    const gone = new Set(ids);
    this.#become(this.tiles.filter(({ id }) => !gone.has(id)), this.filter);
  }

  markFavorite(ids, isFavorite) {
    for (const id of ids) {
      const tile = this.find(id);
      if (tile) tile.isFavorite = isFavorite;
    }
  }

  #isWanted(image) {
    const { chat_id: chat, character_id: character, provider, favorite } = this.filter;
    return (!chat || chat === image.owner_chat_id) && (!character || character === image.owner_character_id)
      && (!provider || provider === image.provider) && (!favorite || image.favorite);
  }

  #become(tiles, filter) {
    [this.tiles, this.filter, this.#places] = [tiles, filter, null];
  }
}

/** The server names what its rows hold, so that it may add to them. */
function tileOf(fields, values) {
  const image = Object.fromEntries(fields.map((name, index) => [name, values[index]]));
  return { id: image.id, width: image.width, height: image.height, at: image.created_at, isFavorite: Boolean(image.favorite), placeholder: image.placeholder };
}
