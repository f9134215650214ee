import { el, field } from '../shared/dom.js';
import { settings } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';

const texts = all.panel;

/** How long the hand must rest before a value is stored. */
const REST_MS = 300;

/** The controls by group; each knows how it is drawn and what it holds before the server answers. */
const GROUPS = {
  when: {
    autoGenerate: { kind: 'switch', standard: true },
    forceGeneration: { kind: 'switch', standard: false },
    sceneChangeThreshold: { kind: 'slider', min: 1, max: 5, step: 1, standard: 2 },
    returnToPlace: { kind: 'choice', standard: 'ask' },
    sceneChangePolicy: { kind: 'choice', standard: 'meaning' },
    autoDebounceSeconds: { kind: 'slider', min: 0, max: 30, step: 1, standard: 1 },
    minimumGapSeconds: { kind: 'slider', min: 0, max: 600, step: 10, standard: 0 },
    minimumGapMessages: { kind: 'slider', min: 0, max: 20, step: 1, standard: 0 },
  },
  look: {
    backgroundOpacity: { kind: 'slider', min: 0, max: 1, step: 0.05, standard: 0.35 },
    fadeTransitionMs: { kind: 'slider', min: 0, max: 5000, step: 100, standard: 800 },
  },
  words: {
    includeCharacters: { kind: 'switch', standard: false },
    includePersona: { kind: 'switch', standard: false },
    promptMode: { kind: 'choice', standard: 'scene' },
    customPrompt: { kind: 'text', standard: '' },
    customNegativePrompt: { kind: 'text', standard: '' },
    promptStyle: { kind: 'text', standard: '' },
    promptPrefix: { kind: 'text', standard: '' },
    promptSuffix: { kind: 'text', standard: '' },
    negativePrompt: { kind: 'text', standard: '' },
  },
};

const CONTROLS = Object.assign({}, ...Object.values(GROUPS));

/** The user's settings. Each applies at once, is stored a moment later, and says when it is saved. */
export class SettingsView {
  #host;
  #waiting = new Map();
  #timer = 0;
  #asked = 0;
  #inputs = new Map();
  #said = el('p', { className: 'hint', role: 'status' });
  #problem = el('p', { className: 'problem', role: 'alert' });
  node = el('form', { className: 'fold fields', onsubmit: (event) => event.preventDefault() });

  constructor(host) {
    this.#host = host;
    for (const [group, controls] of Object.entries(GROUPS))
      this.node.append(el('fieldset', { className: 'fields' }, el('legend', {}, texts.groups[group]), ...Object.keys(controls).map((name) => this.#control(name)), group === 'words' && el('p', { className: 'hint' }, texts.macros)));
    this.node.append(el('div', { className: 'saving' }, this.#said, this.#problem));
    this.#apply({});
  }

  async refresh() {
    const asked = ++this.#asked;
    const stored = await settings.ofUser(this.#host.api);
    // What is being changed here is newer than what was stored.
    if (asked === this.#asked) this.#apply({ ...stored, ...Object.fromEntries(this.#waiting) });
  }

  /** Stores what waits: the panel leaves, or the page is closed. */
  flush() {
    if (this.#waiting.size) this.#save();
  }

  #control(name) {
    const { kind } = CONTROLS[name];
    const input = this.#inputs.set(name, KINDS[kind](name, CONTROLS[name])).get(name);
    input.addEventListener('input', () => this.#changed(name));
    return kind === 'switch' ? el('label', { className: 'switch' }, input, el('span', {}, texts.controls[name])) : this.#labelled(name, kind, input);
  }

  #labelled(name, kind, input) {
    const shown = kind === 'slider' ? el('span', { className: 'slider' }, input, el('output', {})) : input;
    const labelled = field(texts.controls[name], shown);
    labelled.dataset.setting = name;
    return labelled;
  }

  #apply(stored) {
    for (const [name, input] of this.#inputs) {
      if (this.#waiting.has(name)) continue;
      write(input, stored[name] ?? CONTROLS[name].standard);
      this.#label(name, input);
    }
    this.#showOwnWords();
    this.#tell();
  }

  #changed(name) {
    const input = this.#inputs.get(name);
    this.#label(name, input);
    this.#waiting.set(name, read(input));
    this.#showOwnWords();
    this.#tell();
    this.#said.textContent = texts.saving;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), REST_MS);
  }

  async #save() {
    clearTimeout(this.#timer);
    const sent = Object.fromEntries(this.#waiting);
    this.#waiting.clear();
    try {
      await settings.saveUser(this.#host.api, sent);
      this.#said.textContent = this.#waiting.size ? texts.saving : texts.saved;
      this.#problem.textContent = '';
    } catch (error) {
      this.#said.textContent = '';
      this.#problem.textContent = error.message;
    }
  }

  #label(name, input) {
    const words = texts.units[name]?.(Number(input.value));
    if (!words) return;
    input.setAttribute('aria-valuetext', words);
    input.nextElementSibling.textContent = words;
  }

  /** A prompt of one's own is asked for only where it is used. */
  #showOwnWords() {
    const isOwn = this.#inputs.get('promptMode').value !== 'scene';
    for (const name of ['customPrompt', 'customNegativePrompt']) this.#inputs.get(name).closest('.field').hidden = !isOwn;
  }

  /** Elements of this page follow at once, before the server has stored anything. */
  #tell() {
    const values = Object.fromEntries([...this.#inputs].map(([name, input]) => [name, read(input)]));
    window.dispatchEvent(new CustomEvent('lumi-settings', { detail: values }));
  }
}

const KINDS = {
  switch: (name) => el('input', { type: 'checkbox', name }),
  slider: (name, { min, max, step }) => el('input', { type: 'range', name, min, max, step }),
  choice: (name) => el('select', { name }, ...Object.entries(texts.choices[name]).map(([value, label]) => el('option', { value }, label))),
  text: (name) => el('textarea', { name, rows: 2 }),
};

function write(input, value) {
  if (input.type === 'checkbox') input.checked = Boolean(value);
  else input.value = value;
}

function read(input) {
  if (input.type === 'checkbox') return input.checked;
  return input.type === 'range' ? Number(input.value) : input.value;
}
