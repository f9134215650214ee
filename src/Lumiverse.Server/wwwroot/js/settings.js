import { images } from './api.js';
import { el, field } from './dom.js';

const DEFAULTS = { autoGenerate: true, sceneChangeThreshold: 2, backgroundOpacity: 0.35, fadeTransitionMs: 800 };

/** How long the hand must rest before a slider's value is stored. */
const REST_MS = 300;

/** The user's settings that this page shows; the rest is left alone. */
export class Settings extends EventTarget {
  #form;
  #saving = 0;
  #problem = el('p', { className: 'problem', role: 'alert' });
  values = { ...DEFAULTS };

  constructor(form) {
    super();
    this.#form = form;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => this.#changed());
    this.#draw();
  }

  async load() {
    this.values = { ...DEFAULTS, ...(await images.settings()).value };
    this.#draw();
    this.#tell();
  }

  #draw() {
    const { autoGenerate, sceneChangeThreshold, backgroundOpacity, fadeTransitionMs } = this.values;
    this.#form.replaceChildren(
      el('h2', {}, 'Background'),
      el('label', { className: 'switch' }, el('input', { type: 'checkbox', name: 'autoGenerate', checked: autoGenerate }), 'Paint new scenes by itself'),
      field('A scene is new when this much has changed', slider('sceneChangeThreshold', 1, 5, 1, sceneChangeThreshold)),
      field('Strength of the picture', slider('backgroundOpacity', 0, 1, 0.05, backgroundOpacity)),
      field('Fade', slider('fadeTransitionMs', 0, 5000, 100, fadeTransitionMs)),
      this.#problem);
    this.#label();
  }

  #changed() {
    this.values = { ...this.values, ...this.#read() };
    this.#label();
    this.#tell();
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#save(), REST_MS);
  }

  #save() {
    images.saveSettings(this.#read()).then(
      () => { this.#problem.textContent = ''; },
      (error) => { this.#problem.textContent = error.message; });
  }

  #read() {
    const controls = this.#form.elements;
    const numbers = ['sceneChangeThreshold', 'backgroundOpacity', 'fadeTransitionMs'].map((name) => [name, Number(controls[name].value)]);
    return { autoGenerate: controls.autoGenerate.checked, ...Object.fromEntries(numbers) };
  }

  #label() {
    const { sceneChangeThreshold, backgroundOpacity, fadeTransitionMs } = this.values;
    const words = {
      sceneChangeThreshold: `${sceneChangeThreshold} of 5 features`,
      backgroundOpacity: `${Math.round(backgroundOpacity * 100)} %`,
      fadeTransitionMs: `${(fadeTransitionMs / 1000).toFixed(1)} s`,
    };
    for (const [name, text] of Object.entries(words)) {
      this.#form.elements[name].setAttribute('aria-valuetext', text);
      this.#form.elements[name].nextElementSibling.textContent = text;
    }
  }

  #tell() {
    this.dispatchEvent(new Event('change'));
  }
}

const slider = (name, min, max, step, value) =>
  el('span', { className: 'slider' }, el('input', { type: 'range', name, min, max, step, value }), el('output', {}));
