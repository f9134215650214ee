import { button, byId, el } from './dom.js';

/** A message stays alone for as long as one reads it: a moment to look up, and a pace of about 35 letters a second. */
const paceMs = (text) => Math.min(12000, 2500 + text.length * 28);

/** Plays a sample's messages into its chat, one after another. */
export class Player {
  #root = byId('player');
  #say;
  #sample = null;
  #timer = 0;

  /** @param say stores `(chatId, text, isUser)` and answers whether that worked. */
  constructor(say) {
    this.#say = say;
  }

  start(title, chatId, messages) {
    this.stop();
    this.#sample = { title, chatId, messages, played: 0, isPaused: false };
    this.#root.hidden = false;
    return this.#next();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#sample = null;
    this.#root.hidden = true;
  }

  /** Another chat was opened: what is not its own sample ends. */
  leave(chatId) {
    if (this.#sample && this.#sample.chatId !== chatId) this.stop();
  }

  async #next() {
    clearTimeout(this.#timer);
    const sample = this.#sample;
    if (!sample || sample.isBusy) return;
    const message = sample.messages[sample.played];
    sample.isBusy = true;
    this.#draw();
    const isSaid = await this.#say(sample.chatId, message.content, message.is_user);
    sample.isBusy = false;
    if (sample === this.#sample) this.#said(sample, message, isSaid);
  }

  #said(sample, message, isSaid) {
    if (isSaid) sample.played++;
    else sample.isPaused = true;
    if (sample.played === sample.messages.length) return this.stop();
    this.#draw();
    return this.#schedule(message.content);
  }

  #schedule(text) {
    if (!this.#sample.isPaused) this.#timer = setTimeout(() => this.#next(), paceMs(text));
  }

  #togglePause() {
    const sample = this.#sample;
    sample.isPaused = !sample.isPaused;
    clearTimeout(this.#timer);
    this.#draw();
    this.#root.querySelector('[data-pause]').focus();
    if (!sample.isPaused) this.#next();
  }

  #draw() {
    const { title, messages, played, isPaused, isBusy } = this.#sample;
    const hadFocus = this.#root.contains(document.activeElement) ? document.activeElement.textContent : null;
    this.#root.replaceChildren(
      el('p', {}, el('strong', {}, title), el('span', { className: 'hint' }, ` ${played} of ${messages.length}`)),
      el('progress', { max: messages.length, value: played, 'aria-label': 'How far the sample has been played' }),
      el('div', { className: 'row' },
        button(isPaused ? 'Go on' : 'Pause', () => this.#togglePause(), { className: 'quiet', 'data-pause': '' }),
        button('Next', () => this.#next(), { className: 'quiet', 'aria-disabled': String(Boolean(isBusy)) }),
        button('Stop', () => this.stop(), { className: 'quiet' })));
    [...this.#root.querySelectorAll('button')].find((one) => one.textContent === hadFocus)?.focus();
  }
}
