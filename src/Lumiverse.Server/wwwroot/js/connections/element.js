import { connections, images } from '../api.js';
import { button, el } from '../dom.js';
import { ConnectionForm } from './form.js';
import { ConnectionRow } from './row.js';
import { texts } from './texts.js';

/**
 * The user's image connections: a list, and a form for one of them. `refresh()` catches up with the server, also after
 * an event. Events out: `connections-changed` (detail: connections, active), `connections-said` (detail: a sentence).
 */
export class LumiConnections extends HTMLElement {
  #providers = [];
  #connections = [];
  #activeId = null;
  #form = null;
  #formFrom = null;
  #drawn = '';
  #asked = 0;
  #problem = el('p', { className: 'problem', role: 'alert' });

  connectedCallback() {
    if (!this.hasChildNodes()) this.refresh();
  }

  /** The connection that paints: the chosen one, else the default. */
  get active() {
    return this.#connections.find(({ id }) => id === this.#activeId) ?? this.#connections.find((one) => one.is_default) ?? null;
  }

  async refresh() {
    const asked = ++this.#asked;
    try {
      const [providers, list, settings] = await Promise.all([this.#providers.length ? this.#providers : connections.providers(), connections.list(), images.settings()]);
      if (asked !== this.#asked) return;
      [this.#providers, this.#connections, this.#activeId] = [providers, list, settings.value.activeImageGenConnectionId ?? null];
      this.#problem.textContent = '';
    } catch (error) {
      this.#problem.textContent = error.message;
    }
    this.#tellForm();
    this.#draw();
    this.dispatchEvent(new CustomEvent('connections-changed', { detail: { connections: this.#connections, active: this.active } }));
  }

  /** A form that is open keeps what was typed, and says what happened behind it. */
  #tellForm() {
    if (!this.#form?.id) return;
    const stored = this.#connections.find(({ id }) => id === this.#form.id);
    if (stored?.updated_at !== this.#formFrom) this.#form.changedElsewhere(!stored);
  }

  /** What is shown stays while nothing about it changed: a test's answer, a question, the focus. */
  #draw() {
    if (this.#form) return;
    const drawn = JSON.stringify([this.#providers.length, this.#connections, this.active?.id]);
    if (drawn === this.#drawn && this.contains(this.#problem)) return;
    this.#drawn = drawn;
    this.replaceChildren(
      this.#migration() ?? '',
      this.#connections.length ? el('ul', { className: 'connection-list' }, ...this.#connections.map((one) => this.#row(one))) : el('p', { className: 'hint' }, texts.none),
      this.#problem,
      el('div', { className: 'row end' }, button(texts.add, () => this.#open(null), { className: 'primary', disabled: !this.#providers.length })));
  }

  #migration() {
    const migrated = this.#connections.filter(({ metadata }) => metadata?.migrated);
    if (!migrated.length) return null;
    return el('div', { className: 'migrated' },
      el('div', {},
        el('p', {}, texts.migrated(migrated.length)),
        el('ul', {}, ...migrated.map(({ name, metadata }) => el('li', {}, el('strong', {}, name), ` ${metadata.migrated.note ?? ''}`)))),
      button(texts.dismiss, () => this.#dismiss(migrated), { className: 'link' }));
  }

  #row(connection) {
    return new ConnectionRow(connection, {
      provider: this.#providers.find(({ id }) => id === connection.provider),
      isActive: connection.id === this.active?.id,
      onUse: () => this.#do(() => images.saveSettings({ activeImageGenConnectionId: connection.id }), texts.using(connection.name)),
      onEdit: () => this.#open(connection),
      onDuplicate: () => this.#do(() => connections.duplicate(connection.id)),
      onDefault: () => this.#do(() => connections.change(connection.id, { is_default: true })),
      onRemove: () => this.#do(() => connections.remove(connection.id), texts.removed(connection.name)),
    }).node;
  }

  #open(connection) {
    this.#formFrom = connection?.updated_at ?? null;
    this.#drawn = '';
    this.#form = new ConnectionForm(this.#providers, connection, (saved) => this.#close(saved));
    this.replaceChildren(this.#form.node);
    this.#form.focus();
  }

  #close(saved) {
    const id = saved?.id ?? this.#form.id;
    this.#form = null;
    if (saved) this.#say(texts.saved(saved.name));
    this.#draw();
    this.refresh().then(() => this.querySelector(id ? `[data-id="${CSS.escape(id)}"] button` : 'button')?.focus());
  }

  async #dismiss(migrated) {
    const without = ({ migrated: _, ...metadata }) => metadata;
    await this.#do(() => Promise.all(migrated.map(({ id, metadata }) => connections.change(id, { metadata: without(metadata) }))));
  }

  async #do(work, sentence) {
    try {
      await work();
      if (sentence) this.#say(sentence);
      await this.refresh();
    } catch (error) {
      this.#problem.textContent = error.message;
    }
  }

  #say(sentence) {
    this.dispatchEvent(new CustomEvent('connections-said', { detail: sentence }));
  }
}
