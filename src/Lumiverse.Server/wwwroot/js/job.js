import { announce } from './announce.js';
import { images } from './api.js';
import { button, el } from './dom.js';

const STAGES = {
  accepted: 'Reading the scene…', reading: 'Reading the scene…', scene: 'Reading the scene…', prompt: 'Reading the scene…',
  parsing: 'Reading the scene…', queued: 'Waiting', waiting: 'Waiting', running: 'Painting…', generating: 'Painting…',
  painting: 'Painting…', started: 'Painting…', progress: 'Painting…', saving: 'Saving…', storing: 'Saving…', done: 'Ready', complete: 'Ready',
};

const ENDED = new Set(['done', 'refused', 'failed', 'cancelled', 'superseded', 'uncertain']);

/** What is being painted for the open chat, in words, and the buttons that fit. */
export class JobPanel {
  #root;
  #openConnections;
  #chatId = null;
  #job = null;
  #line = el('p', { className: 'stage-line' });
  #progress = el('progress', { max: 1, hidden: true, 'aria-label': 'Progress of the picture' });
  #preview = el('img', { className: 'preview', alt: '', hidden: true });
  #buttons = el('div', { className: 'row' });

  /** @param openConnections shows where keys, balances and models are mended. */
  constructor(root, openConnections) {
    this.#root = root;
    this.#openConnections = openConnections;
    this.#root.append(this.#preview, this.#line, this.#progress, this.#buttons);
    this.open(null);
  }

  open(chatId) {
    this.#chatId = chatId;
    this.#rest('Nothing is being painted.', false);
  }

  /** Catches up with a job that began or ended while nobody listened. */
  async refresh() {
    const chatId = this.#chatId;
    const job = (await images.lastJob(chatId)).data[0];
    if (chatId !== this.#chatId || !job) return;
    if (!ENDED.has(job.state)) this.progress({ assetId: job.jobId, stage: job.state, queuePosition: job.queuePosition });
    else if (this.#job) this.#rest('Nothing is being painted.', false);
  }

  progress({ assetId, stage, step, totalSteps, preview, queuePosition }) {
    const words = STAGES[stage] ?? stage ?? 'Painting…';
    const isChanged = this.#job !== assetId;
    this.#job = assetId;
    this.#say(queuePosition && words === 'Waiting' ? `Waiting (${ordinal(queuePosition)} in the queue)` : words);
    this.#measure(step, totalSteps);
    this.#show(preview);
    if (isChanged) this.#offer(button('Cancel', () => this.#cancel(), { className: 'quiet' }));
  }

  completed() {
    this.#rest('Ready.');
  }

  failed({ assetId, message, state, mayHaveBeenCharged, retryAfterSeconds }) {
    if (state === 'cancelled') return this.#rest('Cancelled.');
    if (state === 'superseded') return this.#rest('The scene moved on before this picture was begun.');
    const wait = retryAfterSeconds ? ` Try again in ${Math.ceil(retryAfterSeconds)} seconds.` : '';
    const charged = mayHaveBeenCharged ? ' It may have been charged, so it is not repeated without you.' : '';
    this.#rest(`${message}${charged}${wait}`);
    return this.#offer(
      state === 'refused' ? null : button('Try again', () => this.#ask(images.retry(assetId)), { className: 'primary' }),
      this.#generateButton(state === 'refused' ? 'primary' : 'quiet'),
      state === 'failed' ? button('Connection…', this.#openConnections, { className: 'quiet' }) : null);
  }

  /** The engine looked at the scene and left the picture as it is. */
  keptPicture(sentence) {
    this.#rest(sentence);
    this.#offer(this.#generateButton('quiet'), button('Force', () => this.#generate(true), { className: 'primary' }));
  }

  async #generate(force) {
    this.#say(force ? 'Waiting' : 'Reading the scene…');
    this.#offer();
    await this.#ask(images.generate(this.#chatId, force));
  }

  async #ask(asking) {
    const chatId = this.#chatId;
    try {
      const answer = await asking;
      if (chatId === this.#chatId) this.#answered(answer);
    } catch (error) {
      if (chatId === this.#chatId) this.#rest(error.message);
    }
  }

  #answered({ jobId, state, generated, reason }) {
    if (generated === false || (state === 'refused' && /not changed/i.test(reason ?? ''))) return this.keptPicture(`${reason}.`);
    // Events may have told more than the answer, before it came.
    if (this.#job !== jobId && !ENDED.has(state)) this.progress({ assetId: jobId, stage: state });
    return undefined;
  }

  async #cancel() {
    this.#offer();
    await images.cancel(this.#job).catch((error) => this.#rest(error.message));
  }

  #rest(sentence, isNews = true) {
    this.#job = null;
    this.#progress.hidden = true;
    this.#preview.hidden = true;
    this.#say(sentence, isNews);
    this.#offer(this.#generateButton('primary'));
  }

  #say(sentence, isNews = true) {
    if (isNews && this.#line.textContent !== sentence) announce(sentence);
    this.#line.textContent = sentence;
    this.#root.dataset.busy = String(this.#job !== null);
  }

  #offer(...buttons) {
    this.#buttons.replaceChildren(...buttons.filter(Boolean));
  }

  #generateButton(className) {
    return button('Generate', () => this.#generate(false), { className, disabled: this.#chatId === null });
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

function ordinal(number) {
  const ending = number % 100 >= 11 && number % 100 <= 13 ? 'th' : ['th', 'st', 'nd', 'rd'][number % 10] ?? 'th';
  return `${number}${ending}`;
}
