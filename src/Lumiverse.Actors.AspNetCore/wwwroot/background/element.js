import { LumiElement } from '../shared/element.js';
import { chats } from '../shared/routes.js';
import { sheet } from '../shared/style.js';
import { coloursIn } from './colours.js';
import { Layers } from './layers.js';
import { NO_RANGE, scrimFor } from './tone.js';

const own = await sheet(new URL('background.css', import.meta.url));
const darkness = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');

/** What applies until the server has said otherwise. */
const STANDARD = { opacity: 0.35, fadeMs: 800 };

/**
 * The picture behind a chat. Attributes: `chat`, `api`, and `opacity` (0–1) and `fade` (ms) over the user's settings.
 * It sets `--lumi-scrim` on the page: how opaque a surface under text must be to keep it readable over the picture.
 * Events out: `lumi-background-changed` (detail: the background, or null).
 */
export class LumiBackground extends LumiElement {
  static observedAttributes = [...LumiElement.observedAttributes, 'opacity', 'fade'];

  #layers = new Layers((range) => { this.#range = range; this.#applyScrim(); });
  #range = NO_RANGE;
  #settings = STANDARD;
  #asked = 0;
  #onTheme = () => this.#applyScrim();
  #onSettings = (event) => this.#applySettings(event.detail);

  constructor() {
    super(own);
    this.root.append(this.#layers.node);
  }

  attributeChangedCallback(name, before, after) {
    if (name === 'opacity' || name === 'fade') this.#applyOpacity();
    else super.attributeChangedCallback(name, before, after);
  }

  joined() {
    for (const query of [darkness, contrast]) query.addEventListener('change', this.#onTheme);
    window.addEventListener('lumi-settings', this.#onSettings);
    this.#layers.clear();
    this.#applyScrim();
    this.refresh();
  }

  left() {
    for (const query of [darkness, contrast]) query.removeEventListener('change', this.#onTheme);
    window.removeEventListener('lumi-settings', this.#onSettings);
    this.#asked++;
    this.#layers.clear();
  }

  received(name, data) {
    if (name === 'BACKGROUND_CHANGED') this.#overtake(data);
    else if (name === 'IMAGE_GEN_SETTINGS_CHANGED') this.refresh();
  }

  missed() {
    this.refresh();
  }

  /** An answer that an event overtook, or that belongs to another chat, is not shown. */
  async refresh() {
    const asked = ++this.#asked;
    if (!this.chat) return;
    const background = await this.attempt(() => chats.background(this.api, this.chat));
    if (asked === this.#asked && background !== undefined) this.#show(background);
  }

  #overtake(background) {
    this.#asked++;
    this.#show(background);
  }

  async #show(background) {
    const turn = this.turn;
    if (!background?.url) this.#layers.clear();
    else {
      this.#settings = { opacity: background.opacity ?? this.#settings.opacity, fadeMs: background.fadeMs ?? this.#settings.fadeMs };
      const showing = this.#layers.show(background.url, this.#fade, '');
      this.#applyOpacity();
      if (!await showing) return;
    }
    if (this.isStill(turn)) this.tell('lumi-background-changed', background?.url ? background : null);
  }

  /** A panel on this page stores a setting; it is seen before the server has answered. */
  #applySettings({ backgroundOpacity, fadeTransitionMs }) {
    this.#settings = { opacity: backgroundOpacity ?? this.#settings.opacity, fadeMs: fadeTransitionMs ?? this.#settings.fadeMs };
    this.#applyOpacity();
  }

  #applyOpacity() {
    this.#layers.node.style.opacity = this.#opacity;
    this.#applyScrim();
  }

  #applyScrim() {
    if (!this.isConnected) return;
    const opacity = this.#layers.isEmpty ? 0 : this.#opacity;
    document.documentElement.style.setProperty('--lumi-scrim', scrimFor(this.#range, opacity, coloursIn(this.root)).toFixed(3));
  }

  get #opacity() {
    return this.#number('opacity') ?? this.#settings.opacity;
  }

  get #fade() {
    return this.#number('fade') ?? this.#settings.fadeMs;
  }

  #number(name) {
    const text = this.getAttribute(name);
    return text && Number.isFinite(Number(text)) ? Number(text) : null;
  }
}
