import { button, el } from '../shared/dom.js';
import { chats } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';
import { changesOf, nameOf, sentenceOf } from './decision.js';

const texts = all.scene;

/** The scene as the engine reads it: every field, the words it came from, what changed, and the last decision. */
export class SceneView {
  #host;
  #asked = 0;
  #fields = el('dl', { className: 'scene-fields' });
  #note = el('p', { className: 'hint' });
  #decision = el('div', { className: 'decision' });
  node = el('div', { className: 'fold' }, this.#decision, this.#fields, this.#note);
  outlook = null;

  constructor(host) {
    this.#host = host;
  }

  open() {
    this.#asked++;
    this.outlook = null;
    this.#fields.replaceChildren();
    this.#note.textContent = texts.none;
    this.#decision.replaceChildren();
  }

  async refresh() {
    const asked = ++this.#asked;
    const [view, decision] = await Promise.all([chats.scene(this.#host.api, this.#host.chat), chats.lastDecision(this.#host.api, this.#host.chat)]);
    if (asked !== this.#asked) return;
    this.#showScene(view);
    if (decision) this.#showDecision(decision);
  }

  /** A decision brings the scene it was made on. */
  decided(decision) {
    this.#asked++;
    this.#showDecision(decision);
    this.#showScene(decision);
  }

  #showScene({ scene, sources = {}, fields = [], extractor, outlook }) {
    this.outlook = outlook ?? null;
    if (!scene) return;
    const changed = new Map(fields.filter((field) => field.changed).map((field) => [field.name, field.before]));
    const shown = Object.keys(all.scene.fields).filter((name) => name in scene && scene[name]?.length !== 0);
    this.#fields.replaceChildren(...shown.flatMap((name) => this.#field(name, scene[name], sources[name], changed)));
    this.#note.textContent = extractor ? texts.readBy(extractor) : '';
  }

  #field(name, value, source, changed) {
    const text = Array.isArray(value) ? value.join(', ') : value;
    return [
      el('dt', { 'data-changed': String(changed.has(name)) }, nameOf(name)),
      el('dd', {},
        el('span', {}, text || texts.unknown),
        changed.has(name) && el('span', { className: 'mark' }, texts.changed(changed.get(name))),
        source?.words && el('q', { className: 'words', title: texts.from(source.words) }, source.words)),
    ];
  }

  #showDecision(decision) {
    const changes = changesOf(decision).map(({ name, text }) => el('li', {}, el('strong', {}, name), ` ${text}`));
    this.#decision.replaceChildren(
      el('h3', {}, all.panel.decision),
      el('p', {}, sentenceOf(decision)),
      this.#offer(decision.offered) ?? '',
      changes.length ? el('ul', {}, ...changes) : '');
  }

  /** A place that has a picture: showing it again costs nothing. */
  #offer(offered) {
    if (!offered) return null;
    const use = () => this.#host.useAsBackground(offered.imageId);
    return el('div', { className: 'offer' },
      el('img', { src: `${offered.url}?size=sm`, alt: '' }),
      el('p', {}, all.panel.offered),
      button(all.panel.useOffered, use, { className: 'primary' }));
  }
}
