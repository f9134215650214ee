import { el } from '../shared/dom.js';

const MOST = 8;
const STEP = 1.4;

/** What two clicks come to, and go back from. */
const CLOSER = 2.5;

/** Wheels count in pixels; a pinch on a touchpad comes as a wheel with Ctrl and in smaller numbers. */
const WHEEL = 0.0015;
const TOUCHPAD = 0.01;

/** Farther than a finger trembles. */
const SWIPE_PX = 56;

/** How far an arrow key moves a picture that is larger than its stage. */
const PAN_PX = 80;

/**
 * One picture on a stage: nearer and farther by wheel, pinch, two clicks and keys, moved by dragging. A swipe over a
 * picture that fits asks for the next one, or downwards to close.
 */
export class Zoom {
  #handlers;
  #picture = el('div', { className: 'picture' });
  #pointers = new Map();
  #start = null;
  #scale = 1;
  #x = 0;
  #y = 0;
  node = el('div', { className: 'stage' }, this.#picture);

  /** @param handlers `onSwipe('next' | 'previous' | 'close')`, `onScale(scale)`. */
  constructor(handlers) {
    this.#handlers = handlers;
    const on = (name, handler, options) => this.node.addEventListener(name, handler, options);
    on('wheel', (event) => this.#wheel(event), { passive: false });
    on('dblclick', (event) => this.#zoomTo(this.isZoomed ? 1 : CLOSER, this.#from(event)));
    on('pointerdown', (event) => this.#down(event));
    on('pointermove', (event) => this.#move(event));
    for (const name of ['pointerup', 'pointercancel']) on(name, (event) => this.#up(event));
  }

  get isZoomed() {
    return this.#scale > 1.01;
  }

  /** Shows other layers, each over the one before, as they fit. */
  show(...layers) {
    this.#picture.replaceChildren(...layers);
    this.#pointers.clear();
    this.fit();
  }

  fit() {
    [this.#scale, this.#x, this.#y] = [1, 0, 0];
    this.#apply();
  }

  closer() {
    this.#zoomTo(this.#scale * STEP);
  }

  farther() {
    this.#zoomTo(this.#scale / STEP);
  }

  /** Moves the view over the picture. */
  pan(right, down) {
    this.#x -= right * PAN_PX;
    this.#y -= down * PAN_PX;
    this.#apply();
  }

  #wheel(event) {
    event.preventDefault();
    const pace = event.ctrlKey ? TOUCHPAD : WHEEL;
    this.#zoomTo(this.#scale * Math.exp(-event.deltaY * pace), this.#from(event));
  }

  /** The place under the point stays under it. */
  #zoomTo(scale, point = { x: 0, y: 0 }) {
    const next = Math.min(MOST, Math.max(1, scale));
    const by = next / this.#scale;
    this.#x = point.x - (point.x - this.#x) * by;
    this.#y = point.y - (point.y - this.#y) * by;
    this.#scale = next;
    this.#apply();
  }

  #down(event) {
    if (event.button > 0) return;
    this.node.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, this.#from(event));
    this.#start = this.#pointers.size === 1 ? { ...this.#from(event), isTouch: event.pointerType === 'touch' } : null;
  }

  #move(event) {
    if (!this.#pointers.has(event.pointerId)) return;
    const before = spread(this.#pointers);
    this.#pointers.set(event.pointerId, this.#from(event));
    const after = spread(this.#pointers);
    if (this.#pointers.size === 1 && !this.isZoomed) return;
    this.#x += after.x - before.x;
    this.#y += after.y - before.y;
    if (before.size > 0) this.#zoomTo(this.#scale * (after.size / before.size), after);
    this.#apply();
  }

  #up(event) {
    if (!this.#pointers.delete(event.pointerId)) return;
    const start = this.#start;
    this.#start = null;
    if (start && event.type === 'pointerup' && !this.isZoomed) this.#swiped(start, this.#from(event));
  }

  #swiped(start, end) {
    const [right, down] = [end.x - start.x, end.y - start.y];
    if (Math.abs(right) > SWIPE_PX && Math.abs(right) > Math.abs(down)) this.#handlers.onSwipe(right < 0 ? 'next' : 'previous');
    else if (start.isTouch && down > SWIPE_PX * 1.5) this.#handlers.onSwipe('close');
  }

  /** From the middle of the stage. */
  #from({ clientX, clientY }) {
    const { left, top, width, height } = this.node.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }

  /** A picture is moved no farther than to its edges. */
  #apply() {
    const { width, height } = this.#fitted();
    const { clientWidth, clientHeight } = this.node;
    this.#x = within(this.#x, (width * this.#scale - clientWidth) / 2);
    this.#y = within(this.#y, (height * this.#scale - clientHeight) / 2);
    this.#picture.style.transform = `translate(${this.#x}px, ${this.#y}px) scale(${this.#scale})`;
    this.node.dataset.zoomed = String(this.isZoomed);
    this.#handlers.onScale(this.#scale);
  }

  /** How large the picture is when it fits. */
  #fitted() {
    const { clientWidth, clientHeight } = this.node;
    const ratio = Number(this.#picture.lastElementChild?.dataset.ratio) || 1;
    return { width: Math.min(clientWidth, clientHeight * ratio), height: Math.min(clientHeight, clientWidth / ratio) };
  }
}

/** The middle of all fingers, and how far the first two are apart. */
function spread(pointers) {
  const [first, second = first] = [...pointers.values()];
  return { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2, size: Math.hypot(first.x - second.x, first.y - second.y) };
}

const within = (value, limit) => Math.min(Math.max(value, -Math.max(0, limit)), Math.max(0, limit));
