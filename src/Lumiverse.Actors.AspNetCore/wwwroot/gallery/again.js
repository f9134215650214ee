import { button, el, field } from '../shared/dom.js';
import { images, jobs } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';

const texts = all.gallery;

/** Orders a picture once more, with the same words or others, and says what becomes of it. */
export class Again {
  #gallery;
  #made;
  #image = null;
  #jobs = new Map();
  #prompt = el('textarea', { rows: 4 });
  #negative = el('input', { autocomplete: 'off' });
  #line = el('p', { className: 'hint' });
  #paint = button(texts.paintAgain, () => this.#order(), { className: 'primary' });
  #cancel = button(texts.cancel, () => this.#stop(), { className: 'quiet', hidden: true });
  node = el('details', { className: 'again' }, el('summary', {}, texts.again), el('div', { className: 'fields' },
    field(texts.prompt, this.#prompt), field(texts.negative, this.#negative), this.#line, el('div', { className: 'row' }, this.#paint, this.#cancel)));

  /** @param made is told that there is another version. */
  constructor(gallery, made) {
    [this.#gallery, this.#made] = [gallery, made];
  }

  /** Words that somebody has changed stay while the same picture is shown. */
  show(image) {
    const isOther = image.id !== this.#image?.id;
    this.#image = image;
    this.node.hidden = !image.prompt || !image.provider;
    if (!isOther) return;
    this.#prompt.value = image.ordered_prompt ?? image.prompt ?? '';
    this.#negative.value = image.ordered_negative_prompt ?? '';
    this.#tell();
  }

  received(name, data) {
    const id = this.#jobs.get(data.assetId)?.image;
    if (!id) return;
    if (name === 'IMAGE_GEN_PROGRESS') this.#set(data.assetId, id, all.panel.stages[data.stage] ?? all.panel.stages.running);
    if (name === 'IMAGE_GEN_ERROR') this.#end(data.assetId, id, data.state === 'cancelled' ? all.panel.cancelled : data.message);
    if (name === 'IMAGE_GEN_COMPLETE') this.#end(data.assetId, id, texts.paintedAgain);
    if (name === 'IMAGE_GEN_COMPLETE' && id === this.#image.id) this.#made();
  }

  /** The job has its name before it is asked for, because its events may be faster than the answer. */
  async #order() {
    const [image, job] = [this.#image, ownId()];
    this.#set(job, image.id, all.panel.stages.queued);
    const isOrdered = await this.#gallery.attempt(() => images.regenerate(this.#gallery.api, image.id, { ...this.#change(image), clientJobId: job }));
    if (!isOrdered) this.#end(job, image.id, texts.notOrdered);
  }

  /** What is sent is what was changed; the rest stays as it was ordered. */
  #change({ ordered_prompt: prompt, ordered_negative_prompt: negative }) {
    const change = {};
    if (this.#prompt.value.trim() && this.#prompt.value !== prompt) change.prompt = this.#prompt.value;
    if (this.#negative.value !== (negative ?? '')) change.negativePrompt = this.#negative.value;
    return change;
  }

  #stop() {
    const job = this.#running?.[0];
    if (job) this.#gallery.attempt(() => jobs.cancel(this.#gallery.api, job));
  }

  get #running() {
    return [...this.#jobs].findLast(([, { image, isEnded }]) => image === this.#image.id && !isEnded);
  }

  #set(job, image, sentence, isEnded = false) {
    this.#jobs.set(job, { image, sentence, isEnded });
    this.#gallery.say(sentence);
    this.#tell();
  }

  #end(job, image, sentence) {
    this.#set(job, image, sentence, true);
  }

  #tell() {
    const last = [...this.#jobs.values()].findLast(({ image }) => image === this.#image.id);
    this.#line.textContent = last?.sentence ?? texts.againHint;
    this.#cancel.hidden = !this.#running;
    this.#paint.disabled = Boolean(this.#running);
  }
}

/** `randomUUID` is for secure addresses only; a server at home may have none. */
const ownId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
