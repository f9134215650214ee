import { chats, people } from './api.js';
import { byId, el } from './dom.js';

/** The gallery over the whole page. It is in the page while it is open, so that it follows events only then. */
export class Gallery {
  #dialog = byId('gallery-dialog');
  #element = el('lumi-gallery');
  #report;

  /** @param onOpenChat gets the id of the chat that a picture leads to. */
  constructor(onOpenChat, report) {
    this.#report = report;
    this.#element.addEventListener('lumi-open-chat', (event) => this.#leaveTo(() => onOpenChat(event.detail.chatId)));
    this.#dialog.addEventListener('close', () => this.#element.remove());
    this.#dialog.querySelector('[data-close]').addEventListener('click', () => this.close());
  }

  open(chatId) {
    this.#element.chat = chatId;
    this.#dialog.append(this.#element);
    this.#dialog.showModal();
    this.#name().catch(this.#report);
  }

  close() {
    this.#dialog.close();
  }

  #leaveTo(open) {
    this.close();
    open();
  }

  async #name() {
    const [listed, characters] = await Promise.all([chats.list(), people.characters()]);
    this.#element.names = { chats: listed.data, characters: characters.data };
  }
}
