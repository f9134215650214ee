import { images } from './api.js';
import { byId, el } from './dom.js';
import { Gallery } from './gallery.js';
import { ConnectionLine } from './connectionline.js';
import { JobPanel } from './job.js';
import { changesOf, sentenceOf } from './decision.js';
import { ChatStream } from './events.js';

const STATES = { connecting: 'Connecting…', open: 'Live', reconnecting: 'Reconnecting…', closed: '' };

/** Everything about the pictures of the open chat: background, job, decision, gallery, and the stream that feeds them. */
export class Scene {
  #backdrop;
  #settings;
  #connection = new ConnectionLine();
  #job = new JobPanel(byId('job'), () => this.#connection.open());
  #gallery = new Gallery(byId('gallery'), (imageId) => this.#choose(imageId));
  #stream = null;
  #chatId = null;
  #asked = 0;
  #report;

  constructor(backdrop, settings, report) {
    this.#backdrop = backdrop;
    this.#settings = settings;
    this.#report = report;
    settings.addEventListener('change', () => backdrop.setOpacity(settings.values.backgroundOpacity));
  }

  open(chatId) {
    this.close();
    this.#chatId = chatId;
    this.#job.open(chatId);
    this.#stream = new ChatStream(chatId, {
      onEvent: (name, event) => this.#receive(name, event, chatId),
      onState: (state) => this.#showState(state),
      onMissed: () => this.#refresh(),
      // A session that ended shows in this answer, and asks for the token.
      onRefused: () => this.#settings.load().catch(() => {}),
    });
    this.#gallery.open(chatId).catch(this.#report);
    this.#refresh();
  }

  close() {
    this.#asked++;
    this.#stream?.close();
    this.#stream = null;
    this.#chatId = null;
    this.#backdrop.clear();
    this.#job.open(null);
    this.#showDecision(null);
    this.#showState('closed');
  }

  #refresh() {
    const chatId = this.#chatId;
    this.#connection.refresh();
    this.#loadBackground(chatId).catch(this.#report);
    this.#gallery.refresh().catch(this.#report);
    this.#job.refresh().catch(this.#report);
    images.lastDecision(chatId).then((listing) => chatId === this.#chatId && this.#showDecision(listing.data[0])).catch(this.#report);
  }

  /** An answer that was overtaken by an event, or by another chat, is not shown. */
  async #loadBackground(chatId) {
    const asked = ++this.#asked;
    const background = await images.background(chatId);
    if (asked === this.#asked) this.#showBackground(background);
  }

  #receive(name, event, chatId) {
    // The stream is one chat's; an event that names another is not for this page.
    if (chatId !== this.#chatId || (event.chatId && event.chatId !== chatId)) return;
    this.#react(name, event);
  }

  #react(name, event) {
    switch (name) {
      case 'IMAGE_GEN_PROGRESS': return this.#job.progress(event);
      case 'IMAGE_GEN_COMPLETE': this.#connection.refreshUsage(); return this.#job.completed();
      case 'IMAGE_GEN_ERROR': return this.#job.failed(event);
      case 'IMAGE_GEN_CONNECTION_CHANGED': return this.#connection.refresh();
      case 'SCENE_DECIDED': return this.#decided(event);
      case 'BACKGROUND_CHANGED': this.#asked++; return this.#showBackground(event);
      default: return this.#gallery.refresh().catch(this.#report);
    }
  }

  #decided(decision) {
    this.#showDecision(decision);
    if (!decision.generate && decision.trigger === 'manual') this.#job.keptPicture(sentenceOf(decision));
  }

  #showBackground(background) {
    this.#gallery.markCurrent(background?.imageId ?? null);
    if (this.#gallery.isStale) this.#gallery.refresh().catch(this.#report);
    if (!background?.url) return this.#backdrop.clear();
    const { backgroundOpacity, fadeTransitionMs } = this.#settings.values;
    return this.#backdrop.show({ url: background.url, opacity: background.opacity ?? backgroundOpacity, fadeMs: background.fadeMs ?? fadeTransitionMs });
  }

  #showDecision(decision) {
    const root = byId('decision');
    root.hidden = !decision;
    if (!decision) return;
    const changes = changesOf(decision).map(({ name, text }) => el('li', {}, el('span', { className: 'changed-name' }, name), ` ${text}`));
    root.replaceChildren(
      el('h3', { id: 'decision-title' }, 'Last decision'),
      el('p', {}, sentenceOf(decision)),
      changes.length ? el('details', {}, el('summary', {}, 'What changed'), el('ul', {}, ...changes)) : '');
  }

  #showState(state) {
    const node = byId('connection');
    node.dataset.state = state;
    node.textContent = STATES[state];
  }

  async #choose(imageId) {
    const chatId = this.#chatId;
    try {
      await images.setBackground(chatId, imageId);
      if (chatId === this.#chatId) await this.#loadBackground(chatId);
    } catch (error) {
      this.#report(error);
    }
  }
}
