import { el } from '../dom.js';
import { Pictures } from './pictures.js';
import { texts } from './texts.js';

/** One control per parameter, drawn from the provider's schema alone. What nobody set is not sent. */
export class Parameters {
  #schema;
  #stored;
  #controls = new Map();

  constructor(schema, stored) {
    this.#schema = schema;
    this.#stored = stored;
    this.node = el('div', { className: 'fields' }, ...this.#groups().map(([group, names]) => this.#group(group, names)));
  }

  /** Known parameters as they stand; unknown ones stay as they were stored. */
  get value() {
    const values = Object.fromEntries(Object.entries(this.#stored).filter(([name]) => !(name in this.#schema)));
    for (const [name, control] of this.#controls) {
      const value = control.read();
      if (value !== undefined && (name in this.#stored || value !== this.#schema[name].default)) values[name] = value;
    }
    return values;
  }

  /** A model may take less, or other, than its provider at large. */
  narrow(choices) {
    for (const [name, control] of this.#controls) control.offer?.(choices?.[name] ?? this.#schema[name].options ?? []);
  }

  blame(name, sentence) {
    this.#controls.get(name)?.blame(sentence);
  }

  /** The ungrouped first, then the groups in the order in which they appear. */
  #groups() {
    const groups = new Map([['', []]]);
    for (const [name, { group = '' }] of Object.entries(this.#schema)) groups.set(group, [...(groups.get(group) ?? []), name]);
    return [...groups].filter(([, names]) => names.length);
  }

  #group(group, names) {
    const fields = names.map((name) => this.#field(name));
    if (!group) return el('fieldset', { className: 'fields' }, el('legend', {}, texts.basics), ...fields);
    const isUsed = names.some((name) => name in this.#stored);
    return el('details', { className: 'parameter-group', open: isUsed }, el('summary', {}, group), el('div', { className: 'fields' }, ...fields));
  }

  #field(name) {
    const control = CONTROLS[this.#schema[name].type](name, this.#schema[name], this.#stored[name]);
    const problem = el('p', { className: 'problem', id: `parameter-${name}-problem`, role: 'alert' });
    control.blame = (sentence) => {
      problem.textContent = sentence;
      control.input?.setAttribute('aria-invalid', 'true');
      control.input?.closest('details')?.setAttribute('open', '');
      control.input?.focus();
    };
    this.#controls.set(name, control);
    return el('div', { className: 'field' }, ...control.nodes, problem);
  }
}

const CONTROLS = {
  number: (name, schema, stored) => numeric(name, schema, stored),
  integer: (name, schema, stored) => numeric(name, schema, stored),
  boolean: (name, schema, stored) => {
    const input = el('input', { type: 'checkbox', id: `parameter-${name}`, checked: stored ?? schema.default ?? false });
    return { input, nodes: [el('label', { className: 'switch' }, input, el('span', {}, words(name))), hint(schema)], read: () => input.checked };
  },
  select: (name, schema, stored) => {
    const input = el('select', { id: `parameter-${name}` });
    const offer = (options) => fill(input, options, input.value || stored || schema.default);
    offer(schema.options ?? []);
    return { input, offer, nodes: labelled(name, input, schema), read: () => input.value || undefined };
  },
  string: (name, schema, stored) => {
    const suggestions = el('datalist', { id: `parameter-${name}-options` });
    const input = el(schema.default ? 'input' : 'textarea', { id: `parameter-${name}`, value: stored ?? '', placeholder: schema.default ?? '' });
    if (schema.default) input.setAttribute('list', suggestions.id);
    else input.rows = 2;
    const offer = (options) => suggestions.replaceChildren(...options.map(option));
    return { input, offer, nodes: [...labelled(name, input, schema), suggestions], read: () => input.value.trim() || undefined };
  },
  image_array: (name, schema, stored) => {
    const pictures = new Pictures(stored ?? [], words(name));
    return { input: pictures.node.querySelector('button'), nodes: [el('span', { className: 'field-label' }, words(name)), pictures.node, hint(schema)], read: () => pictures.value };
  },
};

function numeric(name, schema, stored) {
  const input = el('input', { type: 'number', id: `parameter-${name}`, inputMode: 'decimal', value: stored ?? '', placeholder: schema.default ?? '' });
  for (const limit of ['min', 'max']) if (schema[limit] !== undefined) input[limit] = schema[limit];
  input.step = schema.step ?? 'any';
  return { input, nodes: labelled(name, input, schema), read: () => (input.value === '' ? undefined : Number(input.value)) };
}

const labelled = (name, input, schema) => [el('label', { className: 'field-label', htmlFor: input.id }, words(name)), input, hint(schema)];

function hint({ description, min, max, type, default: standard }) {
  const range = min !== undefined && max !== undefined && max < 1e6 ? texts.range(min, max) : null;
  const byDefault = type !== 'boolean' && type !== 'select' && standard !== undefined && standard !== '' ? texts.byDefault(standard) : null;
  return el('span', { className: 'hint' }, [description, [range, byDefault].filter(Boolean).join(', ')].filter(Boolean).join(' '));
}

function fill(select, options, wanted) {
  select.replaceChildren(...options.map(option));
  select.value = options.some(({ id }) => id === wanted) ? wanted : options[0]?.id ?? '';
}

const option = ({ id, label }) => el('option', { value: id }, label ?? id);

/** `numInferenceSteps` as it is read aloud. */
export const words = (name) => {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced[0].toUpperCase() + spaced.slice(1);
};
