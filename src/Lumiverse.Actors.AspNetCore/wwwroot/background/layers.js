import { el } from '../shared/dom.js';
import { focusOf } from './focus.js';
import { ANY_RANGE, NO_RANGE, rangeOf, union } from './tone.js';

const stillness = matchMedia('(prefers-reduced-motion: reduce)');

const CENTRE = { x: 0.5, y: 0.5 };

/** How much faster a fade goes on when the next picture waits for its end: no jump, and no long wait. */
const HURRY = 8;

/**
 * Two pictures at most, one over the other. A new one is decoded first and then fades in over the old; the last one
 * asked for wins, whatever order they load in. The stack's opacity is the user's; the layers inside it are opaque, so
 * that two pictures never shine through each other longer than the fade.
 */
export class Layers {
  node = el('div', { className: 'layers', part: 'layers' });
  #onTone;
  #turn = 0;
  #shown = null;
  #range = NO_RANGE;
  #fading = null;

  /** @param onTone is called with the range of what is visible, whenever it changes. */
  constructor(onTone) {
    this.#onTone = onTone;
  }

  get isEmpty() {
    return this.#shown === null;
  }

  /** Shows a picture; one that can't be loaded leaves the old one in place. Answers whether it is shown. */
  async show(url, fadeMs, alt) {
    const turn = ++this.#turn;
    if (url === this.#shown) return true;
    const image = el('img', { alt, src: url });
    const loaded = await image.decode().then(() => true, () => false);
    if (!loaded || !await this.#isFreeFor(turn)) return false;

    this.#shown = url;
    const range = attempt(() => rangeOf(image), ANY_RANGE);
    hold(image);
    // While both are visible, text must be readable over either.
    this.#tone(union(this.#range, range));
    await this.#fadeIn(image, fadeMs);
    if (turn === this.#turn) this.#tone(range);
    return true;
  }

  /** Takes every picture away at once: what follows belongs to another chat. */
  clear() {
    this.#turn++;
    this.#shown = null;
    this.#fading?.cancel();
    this.#fading = null;
    this.node.replaceChildren();
    this.#tone(NO_RANGE);
  }

  /** Whether the picture is still wanted when the fade before it has ended. */
  async #isFreeFor(turn) {
    while (this.#fading && turn === this.#turn) {
      this.#fading.updatePlaybackRate(HURRY);
      await ended(this.#fading);
    }
    return turn === this.#turn;
  }

  async #fadeIn(image, fadeMs) {
    const older = [...this.node.children];
    this.node.append(image);
    const duration = stillness.matches ? 0 : fadeMs;
    const fading = image.animate([{ opacity: 0 }, { opacity: 1 }], { duration, easing: 'ease-in-out' });
    this.#fading = fading;
    await ended(fading);
    if (this.#fading === fading) this.#fading = null;
    for (const layer of older) layer.remove();
  }

  #tone(range) {
    this.#range = range;
    this.#onTone(range);
  }
}

/** A picture that is taken away while it fades ends its fade as well. */
const ended = (fading) => fading.finished.catch(() => {});

function hold(image) {
  const { x, y } = attempt(() => focusOf(image), CENTRE);
  image.style.objectPosition = `${Math.round(x * 100)}% ${Math.round(y * 100)}%`;
}

/** Pictures of another origin can be shown but not read. */
function attempt(read, otherwise) {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
