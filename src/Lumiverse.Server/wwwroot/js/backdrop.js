import { el } from './dom.js';
import { ANY_RANGE, NO_RANGE, rangeOf, scrimFor, union } from './tone.js';

const stillness = matchMedia('(prefers-reduced-motion: reduce)');
const darkness = matchMedia('(prefers-color-scheme: dark)');

/**
 * The picture behind the words. A new one is decoded first and then fades in over the old; the last one asked for
 * wins, whatever order they load in. The root's opacity is the user's; layers inside it are opaque, so that two
 * pictures never shine through each other longer than the fade.
 */
export class Backdrop {
  #root;
  #turn = 0;
  #shown = null;
  #range = NO_RANGE;
  #opacity = 0.35;

  constructor(root) {
    this.#root = root;
    darkness.addEventListener('change', () => this.#applyScrim());
    this.#applyScrim();
  }

  /** Shows `{url, opacity?, fadeMs?}`. A picture that can't be loaded leaves the old one in place. */
  async show({ url, opacity, fadeMs }) {
    const turn = ++this.#turn;
    if (url === this.#shown) return this.setOpacity(opacity);
    const image = el('img', { alt: '', src: url });
    const loaded = await image.decode().then(() => true, () => false);
    if (!loaded || turn !== this.#turn) return undefined;

    this.#shown = url;
    const range = measure(image);
    // While both are visible, text must be readable over either.
    this.#range = union(this.#range, range);
    this.setOpacity(opacity);
    await this.#fadeIn(image, fadeMs);
    if (turn === this.#turn) this.#settle(range);
    return undefined;
  }

  /** Takes every picture away at once: what follows belongs to another chat. */
  clear() {
    this.#turn++;
    this.#shown = null;
    this.#root.replaceChildren();
    this.#settle(NO_RANGE);
  }

  setOpacity(opacity) {
    this.#opacity = opacity ?? this.#opacity;
    this.#root.style.opacity = this.#opacity;
    this.#applyScrim();
  }

  async #fadeIn(image, fadeMs = 800) {
    const older = [...this.#root.children];
    this.#root.append(image);
    const duration = stillness.matches ? 0 : fadeMs;
    await image.animate([{ opacity: 0 }, { opacity: 1 }], { duration, easing: 'ease-in-out' }).finished.catch(() => {});
    for (const layer of older) layer.remove();
  }

  #settle(range) {
    this.#range = range;
    this.#applyScrim();
  }

  #applyScrim() {
    const opacity = this.#shown ? this.#opacity : 0;
    document.documentElement.style.setProperty('--scrim', scrimFor(this.#range, opacity, darkness.matches).toFixed(3));
  }
}

function measure(image) {
  try {
    return rangeOf(image);
  } catch {
    return ANY_RANGE;
  }
}
