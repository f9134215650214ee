import { chats } from './api.js';
import { button, el } from './dom.js';
import { story } from './story.js';

/** How long a delete button asks before it forgets the question. */
const QUESTION_MS = 4000;

/** The messages of one chat: read, edit, delete, choose between alternatives. */
export class Conversation {
  #root;
  #chat = null;
  #report;
  #earlier = null;

  /** @param report called with an error that a person should read. */
  constructor(root, report) {
    this.#root = root;
    this.#report = report;
  }

  /** Loads a chat; what arrives for a chat that was left meanwhile is dropped. */
  async open(chat) {
    this.#chat = chat;
    this.#root.replaceChildren();
    const listing = await chats.messages(chat.id);
    if (this.#chat !== chat) return;
    this.#earlier = button('Show earlier messages', () => this.#attempt(this.#loadEarlier()), { className: 'quiet earlier' });
    this.#earlier.hidden = listing.total <= listing.data.length;
    this.#root.append(this.#earlier, ...listing.data.map((message) => this.#article(message)));
    this.#scrollToEnd();
  }

  close() {
    this.#chat = null;
    this.#root.replaceChildren();
  }

  /** Shows a message that was just stored, if its chat is still open. */
  append(message) {
    if (message.chat_id !== this.#chat?.id) return;
    this.#root.append(this.#article(message));
    this.#scrollToEnd();
  }

  async #loadEarlier() {
    const chat = this.#chat;
    const first = this.#root.querySelector('.message');
    const listing = await chats.messages(chat.id, first?.dataset.id);
    if (this.#chat !== chat) return;
    this.#earlier.after(...listing.data.map((message) => this.#article(message)));
    this.#earlier.hidden = listing.data.length < listing.limit;
    first?.scrollIntoView();
  }

  #article(message) {
    const className = `message glass ${message.is_user ? 'from-user' : 'from-character'}`;
    const node = el('article', { className, 'data-id': message.id, tabIndex: -1, 'aria-label': `Message of ${message.name}` });
    this.#fill(node, message);
    return node;
  }

  #fill(node, message) {
    node.replaceChildren(
      el('header', {}, el('h2', { className: 'speaker' }, message.name), this.#swipes(node, message)),
      el('div', { className: 'story' }, ...story(message.content)),
      ...message.attachments.map(({ url }) => el('img', { className: 'attachment', src: url, alt: 'Picture of this moment', loading: 'lazy' })),
      this.#actions(node, message));
  }

  #swipes(node, message) {
    if (message.swipes.length < 2) return null;
    const select = (swipe) => this.#replace(node, chats.change(message.chat_id, message.id, { swipe }));
    return el('div', { className: 'swipes', role: 'group', 'aria-label': 'Alternatives' },
      arrow('‹', 'Alternative before', () => select(message.swipe - 1), message.swipe === 0),
      el('span', {}, `${message.swipe + 1} / ${message.swipes.length}`),
      arrow('›', 'Alternative after', () => select(message.swipe + 1), message.swipe === message.swipes.length - 1));
  }

  #actions(node, message) {
    const edit = () => this.#edit(node, message, message.content, 'Save', (content) => chats.change(message.chat_id, message.id, { content }));
    const another = () => this.#edit(node, message, '', 'Add', (content) => chats.addSwipe(message.chat_id, message.id, content));
    return el('footer', { className: 'message-actions' },
      button('Edit', edit, { className: 'link' }),
      message.is_user ? null : button('Another version', another, { className: 'link' }),
      this.#deleteButton(node, message));
  }

  #deleteButton(node, message) {
    const ask = button('Delete', () => {
      if (ask.dataset.asked) return this.#attempt(this.#delete(node, message));
      ask.dataset.asked = 'yes';
      ask.textContent = 'Really delete?';
      return setTimeout(() => { delete ask.dataset.asked; ask.textContent = 'Delete'; }, QUESTION_MS);
    }, { className: 'link' });
    return ask;
  }

  async #delete(node, message) {
    await chats.removeMessage(message.chat_id, message.id);
    node.remove();
  }

  #edit(node, message, text, verb, save) {
    const area = el('textarea', { value: text, rows: 4, 'aria-label': verb === 'Add' ? 'Another version of the reply' : 'Text of the message' });
    const cancel = () => this.#fill(node, message);
    const submit = () => area.value.trim() && this.#replace(node, save(area.value));
    area.addEventListener('keydown', (event) => event.key === 'Escape' && cancel());
    node.querySelector('.story').replaceChildren(area);
    node.querySelector('.message-actions').replaceChildren(
      button(verb, submit, { className: 'primary' }), button('Cancel', cancel, { className: 'quiet' }));
    area.focus();
  }

  #replace(node, changing) {
    return this.#attempt(changing.then((message) => this.#fill(node, message)));
  }

  #attempt(doing) {
    return doing.catch(this.#report);
  }

  #scrollToEnd() {
    this.#root.scrollTop = this.#root.scrollHeight;
  }
}

const arrow = (sign, label, onclick, disabled) => button(sign, onclick, { className: 'icon small', disabled, 'aria-label': label });
