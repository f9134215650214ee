import { byId } from './dom.js';

/** Past this the text scrolls instead of pushing the story away. */
const TALLEST_PX = 220;

/** Where the user writes: as themselves, or as the character, since no language model answers here. */
export class Composer {
  #say;
  #draft = byId('draft');

  /** @param say stores `(text, isUser)` and answers whether that worked. */
  constructor(say) {
    this.#say = say;
    byId('composer').addEventListener('submit', (event) => { event.preventDefault(); this.#submit(true); });
    byId('reply').addEventListener('click', () => this.#submit(false));
    this.#draft.addEventListener('keydown', (event) => this.#key(event));
    this.#draft.addEventListener('input', () => this.#grow());
  }

  open(characterName) {
    byId('composer').hidden = false;
    byId('reply').textContent = `Reply as ${characterName}`;
    byId('draft-hint').textContent = 'Enter sends, Alt + Enter replies';
  }

  close() {
    byId('composer').hidden = true;
  }

  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit(!event.altKey);
  }

  async #submit(isUser) {
    const text = this.#draft.value;
    if (!text.trim()) return this.#draft.focus();
    this.#draft.value = '';
    this.#grow();
    if (!await this.#say(text, isUser) && !this.#draft.value) this.#draft.value = text;
    this.#grow();
    return this.#draft.focus();
  }

  #grow() {
    this.#draft.style.height = 'auto';
    this.#draft.style.height = `${Math.min(this.#draft.scrollHeight, TALLEST_PX)}px`;
  }
}
