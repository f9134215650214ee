import { el, field } from '../shared/dom.js';
import { images, MOST_AT_ONCE, parts } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';
import { saveArchive, saveOne } from './download.js';
import { linesOf } from './uses.js';

const texts = all.gallery;

/** More than a screenful is not deleted by one key, even though it can be taken back. */
const MANY = 40;

/** What can be done to pictures, one or many. Each says what came of it. */
export class Actions {
  #gallery;

  /** @param gallery `api`, `chat`, `modals`, `listing`, `known`, `attempt`, `say`, `titleOf`, and what follows a change. */
  constructor(gallery) {
    this.#gallery = gallery;
  }

  /** Marks all of them, or takes the mark from all when each has it. It shows at once, and goes back if it fails. */
  favorite(ids) {
    const { listing } = this.#gallery;
    const isFavorite = !ids.every((id) => listing.find(id)?.isFavorite);
    this.#gallery.marked(ids, isFavorite);
    return this.#tried(async () => {
      await this.#each(ids, (part) => images.update(this.#gallery.api, part, { favorite: isFavorite }));
      this.#gallery.say(isFavorite ? texts.marked(ids.length) : texts.unmarked(ids.length));
    }, () => this.#gallery.marked(ids, !isFavorite));
  }

  /** Where they are used is said first; what nothing uses goes at once, because it can be taken back. */
  remove(ids) {
    return this.#tried(async () => {
      const used = (await this.#each(ids, (part) => images.uses(this.#gallery.api, part))).flat();
      if ((used.length || ids.length > MANY) && !await this.#confirm(ids, used)) return;
      await this.#delete(ids);
    });
  }

  restore(ids) {
    return this.#tried(async () => {
      const answers = await this.#each(ids, (part) => images.restore(this.#gallery.api, part));
      const missing = answers.flatMap((answer) => answer.missing).length;
      this.#gallery.say(missing ? texts.restoredSome(ids.length - missing, missing) : texts.restored(ids.length));
      await this.#gallery.refresh();
    });
  }

  async tag(ids) {
    const [add, remove] = [el('input', { autocomplete: 'off' }), el('input', { autocomplete: 'off' })];
    const change = await this.#gallery.modals.ask(texts.tagsOf(ids.length), [field(texts.addTags, add, texts.tagsHint), field(texts.removeTags, remove)], [
      { label: texts.cancel },
      { label: texts.save, className: 'primary', value: () => ({ add_tags: tagsIn(add.value), remove_tags: tagsIn(remove.value) }) },
    ]);
    if (change) await this.#tried(async () => {
      await this.#each(ids, (part) => images.update(this.#gallery.api, part, change));
      this.#gallery.forget(ids);
      this.#gallery.say(texts.tagged(ids.length));
    });
  }

  /** With or without what is written into files; many as archives of what one request bears. */
  async download(ids) {
    const pieces = parts(ids);
    const part = el('select', {}, ...pieces.map((piece, index) => el('option', { value: index }, texts.part(index * MOST_AT_ONCE + 1, index * MOST_AT_ONCE + piece.length))));
    const chosen = (metadata) => () => ({ ids: pieces[Number(part.value)], metadata });
    const choice = await this.#gallery.modals.ask(texts.downloadOf(ids.length), [
      el('p', {}, texts.downloadHint), pieces.length > 1 && field(texts.partHint(MOST_AT_ONCE), part),
    ].filter(Boolean), [
      { label: texts.cancel },
      { label: texts.withoutPrompt, value: chosen('omit') },
      { label: texts.withPrompt, className: 'primary', value: chosen('include') },
    ]);
    if (choice) this.#save(choice);
  }

  async #save({ ids, metadata }) {
    const { api } = this.#gallery;
    if (ids.length === 1) saveOne(images.download(api, ids[0], metadata));
    else saveArchive(images.archive(api), ids, metadata, () => this.#gallery.failed({ message: texts.notSaved }));
    this.#gallery.say(texts.saving(ids.length));
  }

  async #delete(ids) {
    for (const part of parts(ids)) {
      const { deleted, missing, undo_until: until } = await images.remove(this.#gallery.api, part);
      this.#gallery.removed([...deleted, ...missing]);
      this.#gallery.offerUndo(deleted, until);
    }
    this.#gallery.say(texts.deleted(ids.length));
  }

  #confirm(ids, used) {
    const lines = linesOf(used, this.#gallery.titleOf);
    return this.#gallery.modals.ask(texts.reallyDelete(ids.length), [
      lines.length ? el('p', {}, texts.usedBefore) : null,
      el('ul', { className: 'uses' }, ...lines.map(({ text }) => el('li', {}, text))),
      el('p', { className: 'hint' }, texts.canBeUndone),
    ].filter(Boolean), [{ label: texts.keep }, { label: texts.remove, className: 'danger', value: () => true }]);
  }

  async #each(ids, work) {
    const answers = [];
    for (const part of parts(ids)) answers.push(await work(part));
    return answers;
  }

  /** Answers whether it worked. */
  async #tried(work, otherwise = () => {}) {
    const isDone = await this.#gallery.attempt(async () => { await work(); return true; });
    if (!isDone) otherwise();
    return Boolean(isDone);
  }
}

export const tagsIn = (text) => [...new Set(text.split(',').map((tag) => tag.trim()).filter(Boolean))];
