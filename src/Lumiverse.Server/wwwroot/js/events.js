const NAMES = [
  'IMAGE_GEN_PROGRESS', 'IMAGE_READY', 'IMAGE_GEN_COMPLETE', 'IMAGE_GEN_ERROR',
  'SCENE_DECIDED', 'BACKGROUND_CHANGED', 'IMAGE_DELETED', 'IMAGE_GEN_CONNECTION_CHANGED', 'RESYNC',
];

/** A refused stream is closed for good by the browser; it is opened again after this pause. */
const REOPEN_MS = 4000;

/**
 * The events of one chat. The browser reconnects by itself and resumes where it was; `onMissed` asks for everything
 * anew after RESYNC or an interruption; `onRefused` hears that the server answered, but not with events.
 */
export class ChatStream {
  #source = null;
  #reopening = 0;
  #wasInterrupted = false;

  constructor(chatId, { onEvent, onState, onMissed, onRefused }) {
    this.chatId = chatId;
    this.handlers = { onEvent, onState, onMissed, onRefused };
    this.#open();
  }

  close() {
    clearTimeout(this.#reopening);
    this.#source.close();
  }

  #open() {
    this.handlers.onState(this.#wasInterrupted ? 'reconnecting' : 'connecting');
    this.#source = new EventSource(`/api/v1/events?chat_id=${encodeURIComponent(this.chatId)}`);
    this.#source.onopen = () => this.#opened();
    this.#source.onerror = () => this.#interrupted();
    for (const name of NAMES) this.#source.addEventListener(name, (event) => this.#receive(name, event));
  }

  #opened() {
    this.handlers.onState('open');
    if (this.#wasInterrupted) this.handlers.onMissed();
    this.#wasInterrupted = false;
  }

  #interrupted() {
    this.#wasInterrupted = true;
    this.handlers.onState('reconnecting');
    if (this.#source.readyState !== EventSource.CLOSED) return;
    this.handlers.onRefused();
    this.#reopening = setTimeout(() => this.#open(), REOPEN_MS);
  }

  #receive(name, event) {
    if (name === 'RESYNC') this.handlers.onMissed();
    else this.handlers.onEvent(name, JSON.parse(event.data));
  }
}
