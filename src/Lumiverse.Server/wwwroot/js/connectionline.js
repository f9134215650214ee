import './connections/define.js';
import { announce } from './announce.js';
import { connections } from './api.js';
import { usageLine } from './connections/row.js';
import { texts } from './connections/texts.js';
import { button, byId } from './dom.js';

/** The line that says who paints, what is left there and what the next image costs; it opens the connections. */
export class ConnectionLine {
  #element = document.createElement('lumi-connections');
  #asked = 0;

  constructor() {
    const dialog = byId('connections-dialog');
    dialog.querySelector('.connections-body').append(this.#element);
    dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());
    byId('open-connections').addEventListener('click', () => this.open());
    this.#element.addEventListener('connections-changed', (event) => this.#show(event.detail.connections));
    this.#element.addEventListener('connections-said', (event) => announce(event.detail));
  }

  open() {
    byId('connections-dialog').showModal();
    this.#element.refresh();
  }

  refresh() {
    return this.#element.refresh();
  }

  /** Balances move when pictures are made. */
  async refreshUsage() {
    const asked = ++this.#asked;
    const { active } = this.#element;
    const usage = active?.has_api_key ? await connections.usage(active.id).catch(() => null) : null;
    if (asked === this.#asked) byId('connection-usage').textContent = usageLine(usage);
  }

  #show(stored) {
    byId('open-connections').textContent = this.#element.active?.name ?? texts.noneShort;
    this.#showMigrated(stored.filter(({ metadata }) => metadata?.migrated).length);
    this.refreshUsage();
  }

  #showMigrated(count) {
    const line = byId('migrated');
    line.hidden = count === 0;
    line.replaceChildren(texts.migratedShort(count), ' ', button(texts.show, () => this.open(), { className: 'link' }));
  }
}
