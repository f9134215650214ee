import { button, el } from '../shared/dom.js';
import { connections, settings } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';
import { usageLine } from '../connections/row.js';

/** Who paints, what is left there and what the next image costs; it opens the connections. */
export class ConnectionView {
  #host;
  #asked = 0;
  #active = null;
  #name = button('…', () => this.#host.openConnections(), { className: 'link', 'aria-haspopup': 'dialog' });
  #usage = el('span', { className: 'hint' });
  #migrated = el('p', { className: 'hint', hidden: true });
  node = el('div', { className: 'paints-with' }, el('p', {}, `${all.panel.paintedBy} `, this.#name, ' ', this.#usage), this.#migrated);

  constructor(host) {
    this.#host = host;
  }

  async refresh() {
    const asked = ++this.#asked;
    const [list, stored] = await Promise.all([connections.list(this.#host.api), settings.ofUser(this.#host.api)]);
    if (asked !== this.#asked) return;
    this.#active = list.find(({ id }) => id === stored.activeImageGenConnectionId) ?? list.find((one) => one.is_default) ?? null;
    this.#name.textContent = this.#active?.name ?? all.panel.noConnection;
    this.#showMigrated(list.filter(({ metadata }) => metadata?.migrated).length);
    await this.refreshUsage();
  }

  /** Balances move when pictures are made. */
  async refreshUsage() {
    const active = this.#active;
    const usage = active?.has_api_key ? await connections.usage(this.#host.api, active.id).catch(() => null) : null;
    if (active === this.#active) this.#usage.textContent = usageLine(usage);
  }

  #showMigrated(count) {
    this.#migrated.hidden = count === 0;
    this.#migrated.replaceChildren(all.panel.migratedShort(count), ' ', button(all.panel.show, () => this.#host.openConnections(), { className: 'link' }));
  }
}
