import { connections } from '../api.js';
import { button, el, field } from '../dom.js';
import { ModelField } from './models.js';
import { Parameters } from './parameters.js';
import { texts } from './texts.js';

/** Makes or changes one connection. Nothing that somebody typed is drawn over. */
export class ConnectionForm {
  #providers;
  #connection;
  #done;
  #parameters;
  #model;
  #isKeyRemoved = false;
  #problem = el('p', { className: 'problem', role: 'alert' });
  #note = el('p', { className: 'hint', role: 'status' });
  #controls;
  #details = el('div', { className: 'fields' });

  /** @param connection null for another one; @param done gets what was stored, or null when nothing was. */
  constructor(providers, connection, done) {
    this.#providers = providers;
    this.#connection = connection;
    this.#done = done;
    this.#controls = this.#draw();
    this.#drawDetails(connection?.default_parameters ?? {});
  }

  get id() {
    return this.#connection?.id;
  }

  /** Another page stored or deleted this connection. */
  changedElsewhere(isDeleted) {
    this.#note.textContent = isDeleted ? texts.deletedElsewhere : texts.changedElsewhere;
  }

  focus() {
    (this.#connection ? this.#controls.name : this.#controls.provider).focus();
  }

  get #provider() {
    return this.#providers.find(({ id }) => id === this.#controls.provider.value) ?? this.#providers[0];
  }

  #draw() {
    const { name = '', provider, api_url: address = '', has_api_key: hasKey } = this.#connection ?? {};
    const controls = {
      provider: el('select', { disabled: Boolean(this.#connection) }, ...this.#providers.map(({ id, name: label }) => el('option', { value: id }, label))),
      name: el('input', { value: name, required: true, maxLength: 200, autocomplete: 'off' }),
      address: el('input', { value: address ?? '', type: 'url', autocomplete: 'off', spellcheck: false }),
      key: el('input', { type: 'password', autocomplete: 'new-password', placeholder: hasKey ? '••••••••' : '' }),
    };
    controls.provider.value = provider ?? this.#providers.find(({ capabilities }) => capabilities.apiKeyRequired)?.id ?? this.#providers[0].id;
    controls.provider.addEventListener('change', () => this.#drawDetails({}));
    const removal = hasKey && el('label', { className: 'switch' }, el('input', { type: 'checkbox', onchange: (event) => { this.#isKeyRemoved = event.target.checked; } }), texts.removeKey);
    this.node = el('form', { className: 'connection-form fields', noValidate: true, onsubmit: (event) => this.#submit(event) },
      this.#note,
      field(texts.provider, controls.provider),
      field(texts.name, controls.name),
      field(texts.key, controls.key, hasKey ? texts.keyStored : texts.keyMissing),
      removal,
      field(texts.address, controls.address, texts.addressHint),
      this.#details,
      this.#problem,
      el('div', { className: 'row end' }, button(texts.cancel, () => this.#done(null), { className: 'quiet' }), el('button', { className: 'primary' }, texts.save)));
    return controls;
  }

  #drawDetails(stored) {
    const { name, capabilities } = this.#provider;
    this.#controls.address.placeholder = capabilities.defaultUrl ?? '';
    this.#controls.name.placeholder = name;
    this.#parameters = new Parameters(capabilities.parameters, stored);
    this.#model = new ModelField(this.#connection?.model ?? '', () => this.#asked(), (choices) => this.#parameters.narrow(choices));
    this.#details.replaceChildren(this.#model.node, this.#unknown(stored, capabilities.parameters) ?? '', this.#parameters.node);
    if (this.#connection || !capabilities.apiKeyRequired) this.#model.load();
  }

  #unknown(stored, schema) {
    const names = Object.keys(stored).filter((name) => !(name in schema));
    if (!names.length) return null;
    const remove = () => { names.forEach((name) => delete stored[name]); line.remove(); };
    const line = el('p', { className: 'hint' }, texts.unknown(names.join(', ')), ' ', button(texts.removeUnknown, remove, { className: 'link' }));
    return line;
  }

  #asked() {
    const [apiUrl, apiKey] = [this.#controls.address.value.trim(), this.#controls.key.value.trim()];
    return { id: this.id, provider: this.#provider.id, apiUrl, apiKey, isChanged: Boolean(apiKey) || apiUrl !== (this.#connection?.api_url ?? '') };
  }

  async #submit(event) {
    event.preventDefault();
    this.#clearBlame();
    try {
      const saved = await (this.id ? connections.change(this.id, this.#body()) : connections.create({ ...this.#body(), provider: this.#provider.id }));
      this.#done(saved);
    } catch (error) {
      this.#blame(error);
    }
  }

  #body() {
    const { name, address, key } = this.#controls;
    const body = { name: name.value.trim() || (this.#connection ? '' : this.#provider.name), api_url: address.value.trim(), model: this.#model.value, default_parameters: this.#parameters.value };
    if (key.value.trim()) body.api_key = key.value.trim();
    else if (this.#isKeyRemoved) body.api_key = '';
    return body;
  }

  #clearBlame() {
    this.#problem.textContent = '';
    for (const problem of this.node.querySelectorAll('.field .problem')) problem.textContent = '';
    for (const control of this.node.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
  }

  /** Each sentence at its field, the first of them with the focus; what belongs to no field stands above the buttons. */
  #blame(error) {
    const fields = { name: this.#controls.name, api_url: this.#controls.address, api_key: this.#controls.key, provider: this.#controls.provider, model: this.#model.input };
    const faults = Object.entries(error.fields ?? {});
    for (const [name, sentence] of faults.reverse()) {
      if (fields[name]) blameField(fields[name], sentence);
      else this.#parameters.blame(name.replace('default_parameters.', ''), sentence);
    }
    this.#problem.textContent = faults.length ? '' : error.message;
  }
}

function blameField(control, sentence) {
  const home = control.closest('.field');
  const problem = home.querySelector('.problem') ?? home.appendChild(el('p', { className: 'problem', role: 'alert' }));
  problem.textContent = sentence;
  control.setAttribute('aria-invalid', 'true');
  control.focus();
}
