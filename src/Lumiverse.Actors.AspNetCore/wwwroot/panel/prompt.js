import { button, el, field } from '../shared/dom.js';
import { jobs } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';

const texts = all.panel;

/** What would be sent for the scene as it is. It is asked for when a person looks; it may be changed and sent. */
export class PromptView {
  #host;
  #asked = 0;
  #prompt = el('textarea', { rows: 6, spellcheck: true });
  #negative = el('textarea', { rows: 2, spellcheck: false });
  #people = el('ul', { className: 'plain' });
  #notes = el('ul', { className: 'plain hint' });
  #said = el('p', { className: 'hint', role: 'status' });
  #problem = el('p', { className: 'problem', role: 'alert' });
  #read = { prompt: '', negativePrompt: '' };
  node;

  constructor(host) {
    this.#host = host;
    for (const box of [this.#prompt, this.#negative]) box.addEventListener('input', () => this.#edited());
    this.node = el('div', { className: 'fold fields' },
      el('p', { className: 'hint' }, texts.promptHint),
      field(texts.prompt, this.#prompt),
      this.#people,
      field(texts.negative, this.#negative),
      this.#notes, this.#said, this.#problem,
      el('div', { className: 'row' },
        button(texts.generatePrompt, () => this.#send(), { className: 'primary' }),
        button(texts.rereadPrompt, () => this.refresh(true), { className: 'quiet' })));
  }

  /** Another chat: nothing of what was typed for the last one may be sent to it. */
  open() {
    this.#asked++;
    this.#show({ prompt: '', negativePrompt: '' });
    this.#problem.textContent = '';
  }

  /** What somebody typed is kept until they ask for it to be read again. */
  async refresh(isAsked = false) {
    if (this.#isEdited && !isAsked) return;
    const asked = ++this.#asked;
    try {
      const preview = await jobs.previewPrompt(this.#host.api, { chatId: this.#host.chat });
      if (asked !== this.#asked) return;
      this.#problem.textContent = '';
      this.#show(preview);
    } catch (error) {
      if (asked === this.#asked) this.#problem.textContent = error.message;
    }
  }

  #show({ prompt, negativePrompt, characterPrompts = [], references, notes = [] }) {
    this.#read = { prompt, negativePrompt: negativePrompt ?? '' };
    this.#prompt.value = prompt;
    this.#negative.value = this.#read.negativePrompt;
    this.#people.replaceChildren(...characterPrompts.map((text, index) => el('li', {}, el('strong', {}, texts.characterPrompt(index + 1)), ` ${typeof text === 'string' ? text : text.prompt}`)));
    this.#notes.replaceChildren(...notes.map(({ message }) => el('li', {}, message)));
    const count = Object.values(references ?? {}).reduce((sum, one) => sum + Number(one), 0);
    this.#said.textContent = count ? texts.references(count) : '';
  }

  get #isEdited() {
    return this.#prompt.value !== this.#read.prompt || this.#negative.value !== this.#read.negativePrompt;
  }

  #edited() {
    this.#said.textContent = this.#isEdited ? texts.promptChanged : '';
  }

  /** Word for word: macros and wishes are in what was previewed. */
  #send() {
    this.#host.generate({ promptMode: 'custom', skipParse: true, forceGeneration: true, prompt: this.#prompt.value, negativePrompt: this.#negative.value });
  }
}
