import { Announcer } from '../shared/announce.js';
import { el } from '../shared/dom.js';
import { LumiElement } from '../shared/element.js';
import { chats } from '../shared/routes.js';
import { sheet } from '../shared/style.js';
import { texts as all } from '../shared/texts.js';
import { ConnectionView } from './connection.js';
import { sentenceOf } from './decision.js';
import { HistoryView } from './history.js';
import { JobView } from './job.js';
import { PromptView } from './prompt.js';
import { SceneView } from './scene.js';
import { SettingsView } from './settings.js';

const texts = all.panel;
const own = await sheet(new URL('panel.css', import.meta.url));

/**
 * Everything about the picture of one chat: what is being painted, the scene as it is read, the prompt, the settings,
 * and the pictures that stood behind the chat. Attributes: `chat`, `api`. Events out: `lumi-open-connections`,
 * `lumi-settings` (on the window; detail: the values), `lumi-stream` (detail: the state of the stream of events).
 */
export class LumiImagePanel extends LumiElement {
  #announcer = new Announcer();
  #connection = new ConnectionView(this);
  #job = new JobView(this);
  #scene = new SceneView(this);
  #prompt = new PromptView(this);
  #settings = new SettingsView(this);
  #history = new HistoryView(this);
  #problem = el('p', { className: 'problem', role: 'alert' });
  #folds = [
    fold(texts.scene, this.#scene.node, true),
    fold(texts.prompt, this.#prompt.node, false, () => this.#ask(this.#prompt)),
    fold(texts.history, this.#history.node),
    fold(texts.settings, this.#settings.node),
  ];

  #onConnections = () => this.#ask(this.#connection);

  constructor() {
    super(own);
    this.root.append(this.#job.node, this.#problem, this.#connection.node, ...this.#folds, this.#announcer.node);
  }

  joined() {
    window.addEventListener('lumi-connections-changed', this.#onConnections);
    for (const view of [this.#scene, this.#job, this.#prompt, this.#history]) view.open();
    this.#problem.textContent = '';
    for (const always of [this.#connection, this.#settings]) this.#ask(always);
    if (this.chat) this.#askChat();
  }

  left() {
    window.removeEventListener('lumi-connections-changed', this.#onConnections);
    this.#settings.flush();
    this.#job.close();
  }

  missed() {
    for (const always of [this.#connection, this.#settings]) this.#ask(always);
    this.#askChat();
  }

  received(name, data) {
    switch (name) {
      case 'IMAGE_GEN_PROGRESS': return this.#job.progress(data);
      case 'IMAGE_GEN_COMPLETE': this.#connection.refreshUsage(); return this.#job.completed(data.assetId);
      case 'IMAGE_GEN_ERROR': return this.#job.failed(data);
      case 'IMAGE_GEN_CONNECTION_CHANGED': return this.#ask(this.#connection);
      case 'IMAGE_GEN_SETTINGS_CHANGED': this.#ask(this.#connection); return this.#ask(this.#settings);
      case 'SCENE_DECIDED': return this.#decided(data);
      case 'BACKGROUND_CHANGED': return this.#backgroundChanged(data);
      default: return this.#ask(this.#history);
    }
  }

  streamed(state) {
    this.tell('lumi-stream', { state });
  }

  failed(error) {
    this.#problem.textContent = error.message;
  }

  announce(sentence) {
    this.#announcer.say(sentence);
  }

  /** The one line of a panel at rest: what is there, and how near the next picture is. */
  idleSentence() {
    if (!this.chat) return texts.noChat;
    return this.#scene.outlook ?? texts.idle;
  }

  openConnections() {
    this.tell('lumi-open-connections');
  }

  generate(more) {
    return this.#job.start(more);
  }

  useAsBackground(imageId) {
    return this.attempt(async () => {
      await chats.setBackground(this.api, this.chat, imageId);
      this.#problem.textContent = '';
    });
  }

  clearBackground() {
    return this.attempt(async () => {
      await chats.clearBackground(this.api, this.chat);
      this.announce(texts.cleared);
    });
  }

  #askChat() {
    for (const view of [this.#job, this.#history]) this.#ask(view);
    this.attempt(async () => {
      await this.#scene.refresh();
      this.#job.showIdle();
    });
    this.attempt(async () => this.#history.markCurrent((await chats.background(this.api, this.chat))?.imageId ?? null));
    if (this.#folds[1].open) this.#ask(this.#prompt);
  }

  #ask(view) {
    return this.attempt(() => view.refresh());
  }

  #decided(decision) {
    this.#scene.decided(decision);
    this.#job.showIdle();
    if (this.#folds[1].open) this.#ask(this.#prompt);
    if (!decision.generate && decision.trigger === 'manual') this.#job.keptPicture(sentenceOf(decision));
  }

  #backgroundChanged({ imageId }) {
    this.#history.markCurrent(imageId ?? null);
    this.#ask(this.#history);
  }
}

function fold(title, content, isOpen = false, onOpen = () => {}) {
  const node = el('details', { open: isOpen }, el('summary', {}, title), content);
  node.addEventListener('toggle', () => node.open && onOpen());
  return node;
}
