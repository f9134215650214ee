import { byId } from './dom.js';

const STATES = { connecting: 'Connecting…', open: 'Live', reconnecting: 'Reconnecting…', closed: '' };

/** The engine's elements in this page: which chat they show, and where the page answers them. */
export class Scene {
  #elements = [byId('backdrop'), byId('panel'), document.querySelector('lumi-connections')];
  #connections = byId('connections-dialog');

  constructor(report) {
    byId('panel').addEventListener('lumi-stream', (event) => this.#showState(event.detail.state));
    byId('panel').addEventListener('lumi-open-connections', () => this.#connections.showModal());
    byId('connections-dialog').querySelector('[data-close]').addEventListener('click', () => this.#connections.close());
    window.addEventListener('lumi-error', (event) => report(event.detail));
    this.#showState('closed');
  }

  open(chatId) {
    for (const element of this.#elements) element.chat = chatId;
  }

  close() {
    for (const element of this.#elements) element.chat = null;
    this.#showState('closed');
  }

  #showState(state) {
    const node = byId('connection');
    node.dataset.state = state;
    node.textContent = STATES[state];
  }
}
