import { apiAt } from './api.js';
import { follow } from './feed.js';
import { sheet } from './style.js';

const shared = await sheet(new URL('shared.css', import.meta.url));

/**
 * What the elements have in common: the attributes `api` (root of the engine's routes) and `chat`, a shadow root with
 * their styles, and the events of the chat for as long as the element is in the page. Whatever answers late asks
 * `isStill(turn)` first: a turn ends when the chat changes or the element leaves.
 */
export class LumiElement extends HTMLElement {
  static observedAttributes = ['api', 'chat'];

  #turn = 0;
  #leave = null;

  constructor(...sheets) {
    super();
    this.root = this.attachShadow({ mode: 'open' });
    this.root.adoptedStyleSheets = [shared, ...sheets];
  }

  get api() {
    return apiAt(this.getAttribute('api') ?? undefined);
  }

  get chat() {
    return this.getAttribute('chat') || null;
  }

  set chat(id) {
    if (id) this.setAttribute('chat', id);
    else this.removeAttribute('chat');
  }

  get turn() {
    return this.#turn;
  }

  isStill(turn) {
    return turn === this.#turn;
  }

  connectedCallback() {
    this.#turn++;
    this.joined();
    this.#leave = this.#follow(this.#turn);
  }

  disconnectedCallback() {
    this.#turn++;
    this.#leave?.();
    this.#leave = null;
    this.left();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected) return;
    this.disconnectedCallback();
    this.connectedCallback();
  }

  /** Tells the page. */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Runs what may fail, and tells what did; a turn that is over fails in silence. */
  async attempt(work) {
    const turn = this.#turn;
    try {
      return await work();
    } catch (error) {
      if (this.isStill(turn) && error.status !== 401) this.failed(error);
      return undefined;
    }
  }

  /** The element is in the page, with this chat. */
  joined() {}

  /** It left the page, or another chat follows. */
  left() {}

  /** An event of the server. */
  received() {}

  /** Events may have been missed: everything is to be read again. */
  missed() {}

  /** The stream of events is `connecting`, `open`, `reconnecting` or `closed`. */
  streamed() {}

  failed(error) {
    this.tell('lumi-error', { message: error.message, status: error.status });
  }

  /** Which chat's events it hears; null = those of every chat, undefined = none. */
  get followed() {
    return this.chat ?? undefined;
  }

  #follow(turn) {
    if (this.followed === undefined) return null;
    const ifStill = (method) => (...details) => this.isStill(turn) && this[method](...details);
    return follow(this.api, this.followed, { onEvent: ifStill('received'), onMissed: ifStill('missed'), onState: ifStill('streamed') });
  }
}
