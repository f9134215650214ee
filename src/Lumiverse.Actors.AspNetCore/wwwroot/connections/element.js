import { Announcer } from '../shared/announce.js';
import { button, el } from '../shared/dom.js';
import { LumiElement } from '../shared/element.js';
import { connections, settings } from '../shared/routes.js';
import { sheet } from '../shared/style.js';
import { texts as all } from '../shared/texts.js';
import { ConnectionForm } from './form.js';
import { ConnectionRow } from './row.js';

const texts = all.connections;
const own = await sheet(new URL('connections.css', import.meta.url));

/**
 * The user's image connections: a list, and a form for one of them. It follows the server's events; `refresh()` asks
 * anew. Events out: `lumi-connections-changed` (detail: connections, active).
 */
export class LumiConnections extends LumiElement {
  #providers = [];
  #connections = [];
  #activeId = null;
  #form = null;
  #formFrom = null;
  #drawn = '';
  #asked = 0;
  #body = el('div', { className: 'body' });
  #problem = el('p', { className: 'problem', role: 'alert' });
  #announcer = new Announcer();

  constructor() {
    super(own);
    this.root.append(this.#body, this.#announcer.node);
  }

  /** Connections belong to the user; with a chat set, the element shares the stream of that chat. */
  get followed() {
    return this.chat;
  }

  joined() {
    this.refresh();
  }

  received(name) {
    if (name === 'IMAGE_GEN_CONNECTION_CHANGED' || name === 'IMAGE_GEN_SETTINGS_CHANGED') this.refresh();
  }

  missed() {
    this.refresh();
  }

  /** The connection that paints: the chosen one, else the default. */
  get active() {
    return this.#connections.find(({ id }) => id === this.#activeId) ?? this.#connections.find((one) => one.is_default) ?? null;
  }

  async refresh() {
    const asked = ++this.#asked;
    try {
      const [providers, list, stored] = await Promise.all([this.#providers.length ? this.#providers : connections.providers(this.api), connections.list(this.api), settings.ofUser(this.api)]);
      if (asked !== this.#asked) return;
      [this.#providers, this.#connections, this.#activeId] = [providers, list, stored.activeImageGenConnectionId ?? null];
      this.#problem.textContent = '';
    } catch (error) {
      this.#problem.textContent = error.message;
    }
    this.#tellForm();
    this.#draw();
    this.tell('lumi-connections-changed', { connections: this.#connections, active: this.active });
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
    if (drawn === this.#drawn && this.#body.contains(this.#problem)) return;
    this.#drawn = drawn;
    this.#body.replaceChildren(
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
    return new ConnectionRow(this.api, connection, {
      provider: this.#providers.find(({ id }) => id === connection.provider),
      isActive: connection.id === this.active?.id,
      onUse: () => this.#do(() => settings.saveUser(this.api, { activeImageGenConnectionId: connection.id }), texts.using(connection.name)),
      onEdit: () => this.#open(connection),
      onDuplicate: () => this.#do(() => connections.duplicate(this.api, connection.id)),
      onDefault: () => this.#do(() => connections.change(this.api, connection.id, { is_default: true })),
      onRemove: () => this.#do(() => connections.remove(this.api, connection.id), texts.removed(connection.name)),
    }).node;
  }

  #open(connection) {
    this.#formFrom = connection?.updated_at ?? null;
    this.#drawn = '';
    this.#form = new ConnectionForm(this.api, this.#providers, connection, (saved) => this.#close(saved));
    this.#body.replaceChildren(this.#form.node);
    this.#form.focus();
  }

  #close(saved) {
    const id = saved?.id ?? this.#form.id;
    this.#form = null;
    if (saved) this.#say(texts.saved(saved.name));
    this.#draw();
    this.refresh().then(() => this.#body.querySelector(id ? `[data-id="${CSS.escape(id)}"] button` : 'button')?.focus());
  }

  async #dismiss(migrated) {
    const without = ({ migrated: _, ...metadata }) => metadata;
    await this.#do(() => Promise.all(migrated.map(({ id, metadata }) => connections.change(this.api, id, { metadata: without(metadata) }))));
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
    this.#announcer.say(sentence);
  }
}
