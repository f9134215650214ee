import { connections } from '../api.js';
import { button, el } from '../dom.js';
import { texts } from './texts.js';

/** A model to choose from the provider's list, or to type: lists lag behind. */
export class ModelField {
  #ask;
  #onChange;
  #asked = 0;
  #models = [];
  #list = el('datalist', { id: 'connection-models' });
  #said = el('p', { className: 'hint', role: 'status' });
  input;

  /** @param ask gives what the list is asked for with, see `models` below. */
  constructor(value, ask, onChange) {
    this.#ask = ask;
    this.#onChange = onChange;
    this.input = el('input', { id: 'connection-model', value, autocomplete: 'off', spellcheck: false });
    this.input.setAttribute('list', this.#list.id);
    this.input.addEventListener('input', () => this.#tell());
    this.node = el('div', { className: 'field' },
      el('label', { className: 'field-label', htmlFor: this.input.id }, texts.model),
      el('div', { className: 'with-button' }, this.input, button(texts.refresh, () => this.load(true), { className: 'quiet' })),
      el('span', { className: 'hint' }, texts.modelHint), this.#list, this.#said);
  }

  get value() {
    return this.input.value.trim();
  }

  async load(isRefresh = false) {
    const asked = ++this.#asked;
    this.#said.textContent = texts.asking;
    try {
      const answer = await models(this.#ask(), isRefresh);
      if (asked === this.#asked) this.#show(answer);
    } catch (error) {
      if (asked === this.#asked) this.#said.textContent = error.message;
    }
  }

  #show({ models: found, source = 'built_in', error }) {
    this.#models = found;
    this.#list.replaceChildren(...found.map(({ id, label }) => el('option', { value: id }, label)));
    this.#said.textContent = texts.sources[source](found.length, error ?? '');
    this.#tell();
  }

  #tell() {
    this.#onChange(this.#models.find(({ id }) => id === this.value)?.choices);
  }
}

/** The stored connection's list as long as nothing about it was changed, else a preview of what is typed. */
function models({ id, provider, apiUrl, apiKey, isChanged }, isRefresh) {
  if (id && !isChanged) return connections.models(id, isRefresh);
  const body = { provider, api_url: apiUrl || undefined, api_key: apiKey || undefined, connection_id: id };
  return connections.previewModels(body);
}
