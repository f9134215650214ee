import { button, el } from '../shared/dom.js';
import { jobs } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';

const texts = all.panel;

const ENDED = new Set(['done', 'refused', 'failed', 'cancelled', 'superseded', 'uncertain']);

/** Enough for a person to see that something goes on. */
const TICK_MS = 1000;

/** What is being painted for the chat, in words, and the buttons that fit. */
export class JobView {
  #host;
  #job = null;
  #began = 0;
  #ticking = 0;
  #line = el('p', { className: 'stage-line' });
  #time = el('span', { className: 'time' });
  #progress = el('progress', { max: 1, hidden: true, 'aria-label': texts.progress });
  #preview = el('img', { className: 'preview', alt: '', hidden: true });
  #buttons = el('div', { className: 'row actions' });
  node = el('div', { className: 'job' }, this.#preview, el('div', { className: 'stage' }, this.#line, this.#time), this.#progress, this.#buttons);

  /** @param host the panel: `api`, `chat`, `announce`, `isStill`, `turn`, `idleSentence()`, `openConnections()`. */
  constructor(host) {
    this.#host = host;
  }

  /** Another chat, or none. */
  open() {
    this.#rest(null, false);
  }

  close() {
    clearInterval(this.#ticking);
  }

  /** Catches up with a job that began or ended while nobody listened. */
  async refresh() {
    const turn = this.#host.turn;
    const job = await jobs.last(this.#host.api, this.#host.chat);
    if (!this.#host.isStill(turn) || !job) return;
    if (!ENDED.has(job.state)) this.progress({ assetId: job.jobId, stage: job.state, queuePosition: job.queuePosition }, job.createdAt);
    else if (this.#job) this.#caughtUp(job);
  }

  progress({ assetId, stage, step, totalSteps, preview, queuePosition }, createdAt) {
    const isOther = this.#job !== assetId;
    this.#job = assetId;
    if (isOther) this.#begin(createdAt);
    const words = texts.stages[stage] ?? texts.stages.running;
    this.#say(queuePosition && stage === 'queued' ? texts.queued(queuePosition) : words);
    this.#measure(step, totalSteps);
    this.#show(preview);
  }

  completed(assetId) {
    if (this.#job && assetId !== this.#job) return;
    this.#rest(texts.ready);
  }

  failed({ assetId, message, state, mayHaveBeenCharged, retryAfterSeconds }) {
    if (state === 'cancelled') return this.#rest(texts.cancelled);
    if (state === 'superseded') return this.#rest(texts.superseded);
    const parts = [message, mayHaveBeenCharged && texts.charged, retryAfterSeconds && texts.tryAgainIn(Math.ceil(retryAfterSeconds))];
    this.#rest(parts.filter(Boolean).join(' '));
    return this.#offer(
      state === 'refused' ? null : button(texts.retry, () => this.#ask(() => jobs.retry(this.#host.api, assetId)), { className: 'primary' }),
      this.#generateButton(state === 'refused' ? 'primary' : 'quiet'),
      state === 'failed' ? button(texts.openConnections, () => this.#host.openConnections(), { className: 'quiet' }) : null);
  }

  /** The engine looked at the scene and left the picture as it is. */
  keptPicture(sentence) {
    this.#rest(sentence);
    this.#offer(this.#generateButton('quiet'), this.#forceButton('primary'));
  }

  /** Nothing runs: the glanceable line says how near the next picture is. */
  showIdle() {
    if (!this.#job) this.#say(this.#host.idleSentence(), false);
  }

  async start(more = {}) {
    this.#say(more.forceGeneration ? texts.stages.queued : texts.stages.reading);
    this.#offer();
    await this.#ask(() => jobs.start(this.#host.api, { chatId: this.#host.chat, ...more }));
  }

  async #ask(asking) {
    const turn = this.#host.turn;
    try {
      const answer = await asking();
      if (this.#host.isStill(turn)) this.#answered(answer);
    } catch (error) {
      if (this.#host.isStill(turn)) this.#rest(error.retryAfterSeconds ? `${error.message} ${texts.tryAgainIn(error.retryAfterSeconds)}` : error.message);
    }
  }

  #answered({ jobId, state, generated, reason }) {
    if (generated === false) return this.keptPicture(`${reason}.`);
    // Events may have told more than the answer, before it came.
    if (this.#job !== jobId && !ENDED.has(state)) this.progress({ assetId: jobId, stage: state });
    return undefined;
  }

  #caughtUp({ jobId, state, reason }) {
    if (state === 'done') return this.completed(jobId);
    return this.failed({ assetId: jobId, message: reason ?? '', state, mayHaveBeenCharged: state === 'uncertain' });
  }

  async #cancel() {
    this.#offer();
    await jobs.cancel(this.#host.api, this.#job).catch((error) => this.#rest(error.message));
  }

  #begin(createdAt) {
    this.#began = createdAt ? createdAt * 1000 : Date.now();
    clearInterval(this.#ticking);
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    this.#tick();
    this.#offer(button(texts.cancel, () => this.#cancel(), { className: 'quiet' }));
  }

  #tick() {
    this.#time.textContent = texts.seconds(Math.max(0, Math.round((Date.now() - this.#began) / 1000)));
  }

  #rest(sentence, isNews = true) {
    clearInterval(this.#ticking);
    this.#job = null;
    this.#progress.hidden = true;
    this.#preview.hidden = true;
    this.#time.textContent = '';
    this.#say(sentence ?? this.#host.idleSentence(), isNews);
    this.#offer(this.#generateButton('primary'), this.#forceButton('quiet'));
  }

  #say(sentence, isNews = true) {
    if (isNews) this.#host.announce(sentence);
    this.#line.textContent = sentence;
    this.node.dataset.busy = String(this.#job !== null);
  }

  #offer(...buttons) {
    this.#buttons.replaceChildren(...buttons.filter(Boolean));
  }

  #generateButton(className) {
    return button(texts.generate, () => this.start(), { className, disabled: !this.#host.chat });
  }

  #forceButton(className) {
    return button(texts.force, () => this.start({ forceGeneration: true }), { className, disabled: !this.#host.chat, title: texts.forceHint });
  }

  #measure(step, totalSteps) {
    this.#progress.hidden = false;
    if (step && totalSteps) this.#progress.value = step / totalSteps;
    else this.#progress.removeAttribute('value');
  }

  #show(preview) {
    if (!preview) return;
    this.#preview.src = preview;
    this.#preview.hidden = false;
  }
}
