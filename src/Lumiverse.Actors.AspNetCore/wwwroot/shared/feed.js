const NAMES = [
  'IMAGE_GEN_PROGRESS', 'IMAGE_READY', 'IMAGE_GEN_COMPLETE', 'IMAGE_GEN_ERROR', 'SCENE_DECIDED', 'BACKGROUND_CHANGED',
  'IMAGE_ATTACHED', 'IMAGE_DELETED', 'IMAGE_RESTORED', 'IMAGE_GEN_CONNECTION_CHANGED', 'IMAGE_GEN_SETTINGS_CHANGED', 'RESYNC',
];

/** A refused stream is closed for good by the browser; it is opened again after this pause. */
const REOPEN_MS = 4000;

/** Browsers open six connections to a server for all pages together: a page nobody looks at gives its own back. */
const HIDDEN_MS = 60_000;

const feeds = new Map();

/**
 * The events of one chat, or of all (null), told to a listener `{onEvent(name, data), onMissed(), onState(state)}` until
 * the returned function is called. Listeners of the same chat share one stream.
 */
export function follow(api, chat, listener) {
  const key = `${api.root} ${chat ?? ''}`;
  if (!feeds.has(key)) feeds.set(key, new Feed(api, chat, () => feeds.delete(key)));
  return feeds.get(key).add(listener);
}

/**
 * One stream. The browser reconnects by itself and resumes where it was; `onMissed` asks for everything anew after
 * RESYNC or an interruption.
 */
class Feed {
  #api;
  #chat;
  #onEmpty;
  #listeners = new Set();
  #source = null;
  #state = 'connecting';
  #lastId = null;
  #reopening = 0;
  #hiding = 0;
  #wasInterrupted = false;
  #onVisibility = () => this.#seen();

  constructor(api, chat, onEmpty) {
    [this.#api, this.#chat, this.#onEmpty] = [api, chat, onEmpty];
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#open();
  }

  add(listener) {
    this.#listeners.add(listener);
    listener.onState?.(this.#state);
    return () => this.#remove(listener);
  }

  #remove(listener) {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    clearTimeout(this.#hiding);
    this.#close();
    this.#onEmpty();
  }

  #open() {
    this.#become(this.#wasInterrupted ? 'reconnecting' : 'connecting');
    this.#source = new EventSource(this.#address());
    this.#source.onopen = () => this.#opened();
    this.#source.onerror = () => this.#interrupted();
    for (const name of NAMES) this.#source.addEventListener(name, (event) => this.#receive(name, event));
  }

  #address() {
    const fields = new URLSearchParams();
    if (this.#chat) fields.set('chat_id', this.#chat);
    if (this.#lastId) fields.set('after', this.#lastId);
    return `${this.#api.root}/events?${fields}`;
  }

  #close() {
    clearTimeout(this.#reopening);
    this.#source?.close();
    this.#source = null;
  }

  #opened() {
    this.#become('open');
    if (this.#wasInterrupted) this.#each('onMissed');
    this.#wasInterrupted = false;
  }

  #interrupted() {
    this.#wasInterrupted = true;
    this.#become('reconnecting');
    if (this.#source.readyState !== EventSource.CLOSED) return;
    this.#checkSession();
    this.#reopening = setTimeout(() => this.#open(), REOPEN_MS);
  }

  /** The browser hides why a stream was refused; a session that ended shows in any other answer. */
  #checkSession() {
    this.#api.get('/settings/imageGeneration').catch(() => {});
  }

  #seen() {
    clearTimeout(this.#hiding);
    if (document.hidden) this.#hiding = setTimeout(() => this.#rest(), HIDDEN_MS);
    else if (!this.#source) this.#open();
  }

  #rest() {
    this.#close();
    this.#wasInterrupted = true;
  }

  #receive(name, event) {
    this.#lastId = event.lastEventId || this.#lastId;
    if (name === 'RESYNC') return this.#each('onMissed');
    const data = JSON.parse(event.data);
    // The stream is one chat's; an event that names another is not for its listeners.
    return this.#chat && data.chatId && data.chatId !== this.#chat ? undefined : this.#each('onEvent', name, data);
  }

  #become(state) {
    this.#state = state;
    this.#each('onState', state);
  }

  #each(method, ...details) {
    for (const listener of [...this.#listeners]) listener[method]?.(...details);
  }
}
