import { chats } from './api.js';
import { button, el } from './dom.js';

/** The list of chats. It knows which one is open, and asks others to open or delete one. */
export class ChatList {
  #root;
  #handlers;
  #chats = [];
  #openId = null;

  constructor(root, { onOpen, onDeleted, onError }) {
    this.#root = root;
    this.#handlers = { onOpen, onDeleted, onError };
  }

  async load() {
    this.#chats = (await chats.list()).data;
    this.#draw();
    return this.#chats;
  }

  add(chat) {
    this.#chats.unshift(chat);
    this.#draw();
  }

  mark(id) {
    this.#openId = id;
    this.#draw();
  }

  #draw() {
    this.#root.replaceChildren(...this.#chats.map((chat) => this.#row(chat)));
  }

  #row(chat) {
    const title = chat.title || 'A chat without a title';
    const open = button(title, () => this.#handlers.onOpen(chat), { className: 'chat-title', 'aria-current': chat.id === this.#openId ? 'page' : 'false' });
    return el('div', { className: 'chat-row' }, open, this.#deleteButton(chat, title));
  }

  #deleteButton(chat, title) {
    return button('✕', (event) => {
      const asked = event.currentTarget;
      if (asked.dataset.asked) return this.#delete(chat);
      asked.dataset.asked = 'yes';
      asked.textContent = 'Delete?';
      return asked.addEventListener('blur', () => this.#draw(), { once: true });
    }, { className: 'icon small chat-delete', 'aria-label': `Delete the chat ${title}` });
  }

  async #delete(chat) {
    try {
      await chats.remove(chat.id);
      this.#chats = this.#chats.filter((other) => other.id !== chat.id);
      this.#draw();
      this.#handlers.onDeleted(chat);
    } catch (error) {
      this.#handlers.onError(error);
    }
  }
}
