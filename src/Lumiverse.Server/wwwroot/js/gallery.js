import { images } from './api.js';
import { button, el } from './dom.js';

/** The pictures of the open chat; choosing one puts it behind the words. */
export class Gallery {
  #root;
  #onChoose;
  #chatId = null;
  #current = null;
  #turn = 0;
  #isStale = false;

  get isStale() {
    return this.#isStale;
  }

  constructor(root, onChoose) {
    this.#root = root;
    this.#onChoose = onChoose;
  }

  async open(chatId) {
    this.#chatId = chatId;
    this.#current = null;
    this.#draw([]);
    await this.refresh();
  }

  async refresh() {
    const turn = ++this.#turn;
    if (!this.#chatId) return;
    const listing = await images.list(this.#chatId);
    if (turn !== this.#turn) return;
    this.#draw(listing.data);
    this.#isStale = false;
  }

  /** Marks the picture behind the words; one that is not listed yet is fetched. */
  markCurrent(imageId) {
    this.#current = imageId;
    if (imageId && !this.#root.querySelector(`[data-image="${CSS.escape(imageId)}"]`)) this.#isStale = true;
    for (const choice of this.#root.querySelectorAll('button'))
      choice.setAttribute('aria-pressed', String(choice.dataset.image === imageId));
  }

  #draw(pictures) {
    const empty = el('p', { className: 'hint' }, 'Pictures appear here as the story moves.');
    this.#root.replaceChildren(...(pictures.length ? pictures.map((picture) => this.#choice(picture)) : [empty]));
    this.markCurrent(this.#current);
  }

  #choice(picture) {
    const label = picture.caption || picture.prompt?.slice(0, 120) || 'A picture of this chat';
    const image = el('img', { src: picture.has_thumbnail ? `${picture.url}?size=sm` : picture.url, alt: label, loading: 'lazy', decoding: 'async' });
    return button(image, () => this.#onChoose(picture.id), { className: 'picture', title: 'Use as background', 'data-image': picture.id });
  }
}
