import { connections } from '../api.js';
import { button, el } from '../dom.js';
import { texts } from './texts.js';

/** One connection in the list: what it is, whether it works, what it has left, and what can be done with it. */
export class ConnectionRow {
  #connection;
  #said = el('p', { className: 'hint', role: 'status' });
  #usage = el('p', { className: 'hint' });

  constructor(connection, { provider, isActive, onUse, onEdit, onDuplicate, onDefault, onRemove }) {
    this.#connection = connection;
    const { name, model, has_api_key: hasKey, is_default: isDefault } = connection;
    const key = hasKey ? texts.hasKey : provider?.capabilities.apiKeyRequired ? texts.noKey : null;
    const facts = [provider?.name ?? connection.provider, model || texts.anyModel, key].filter(Boolean).join(' · ');
    this.node = el('li', { className: 'connection-row', 'data-id': connection.id, 'data-active': String(isActive) },
      el('div', { className: 'connection-head' },
        el('h3', {}, name),
        isDefault && el('span', { className: 'badge' }, texts.standard),
        button(isActive ? texts.active : texts.use, onUse, { className: isActive ? 'quiet' : 'primary', 'aria-pressed': String(isActive), 'aria-label': `${isActive ? texts.active : texts.use}: ${name}` })),
      el('p', { className: 'hint' }, facts),
      this.#usage, this.#said,
      el('div', { className: 'row' },
        this.#action(texts.test, () => this.#test()),
        this.#action(texts.edit, onEdit),
        this.#action(texts.duplicate, onDuplicate),
        !isDefault && this.#action(texts.makeStandard, onDefault),
        this.#action(texts.remove, () => this.#confirm(onRemove))));
    if (hasKey) this.#loadUsage();
  }

  #action(label, onclick) {
    return button(label, onclick, { className: 'link', 'aria-label': `${label}: ${this.#connection.name}` });
  }

  async #test() {
    this.#said.textContent = texts.testing;
    const answer = await connections.test(this.#connection.id).catch((error) => ({ success: false, message: error.message }));
    this.#said.className = answer.success ? 'hint good' : 'problem';
    this.#said.textContent = answer.message;
  }

  async #loadUsage() {
    const usage = await connections.usage(this.#connection.id).catch(() => null);
    this.#usage.textContent = usageLine(usage);
  }

  #confirm(onRemove) {
    const { name } = this.#connection;
    this.#said.className = 'hint';
    const keep = button(texts.keep, () => { this.#said.textContent = ''; }, { className: 'quiet' });
    this.#said.replaceChildren(texts.reallyRemove(name), el('span', { className: 'row' }, button(texts.remove, onRemove, { className: 'danger' }), keep));
    keep.focus();
  }
}

/** What an account has left and what the next image takes, in one line; empty where nobody knows. */
export function usageLine(usage) {
  if (!usage?.supported) return '';
  if (usage.error) return usage.error;
  return [usage.summary, usage.next_image && texts.next(usage.next_image)].filter(Boolean).join(' · ');
}
