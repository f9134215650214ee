import { button, el } from '../shared/dom.js';
import { connections } from '../shared/routes.js';
import { texts as all } from '../shared/texts.js';

const texts = all.gallery;

/** Somebody who types pauses about this long between words. */
const TYPING_MS = 250;

const NAMES = ['q', 'chat_id', 'character_id', 'provider', 'favorite'];

/** What the gallery is narrowed by. On narrow screens all but the search folds away. */
export class Filters {
  #changed;
  #typing = 0;
  #names = { chats: [], characters: [] };
  #providers = [];
  #chat = null;
  #search = el('input', { type: 'search', placeholder: texts.search, 'aria-label': texts.search, autocomplete: 'off', spellcheck: false, maxLength: 500 });
  #selects = { chat_id: select(texts.chat), character_id: select(texts.character), provider: select(texts.provider), sort: select(texts.sort) };
  #favorite = button(texts.favorites, () => this.#toggleFavorite(), { 'aria-pressed': 'false', className: 'toggle' });
  #more = el('div', { className: 'more', id: 'more' }, this.#selects.chat_id, this.#selects.character_id, this.#selects.provider, this.#favorite, this.#selects.sort);
  #fold = button(texts.filters, () => this.#toggleFold(), { className: 'fold-button', 'aria-expanded': 'false', 'aria-controls': 'more' });
  node = el('div', { className: 'filters', role: 'search', 'aria-label': texts.filters }, this.#search, this.#fold, this.#more);

  /** @param changed gets the fields of the filter, latest last. */
  constructor(changed) {
    this.#changed = changed;
    this.#search.addEventListener('input', () => this.#typed());
    this.#search.addEventListener('keydown', (event) => this.#pressed(event));
    for (const control of Object.values(this.#selects)) control.addEventListener('change', () => this.#tell());
    fill(this.#selects.sort, Object.entries(texts.sorts));
    this.#draw();
  }

  get value() {
    const { chat_id: chat, character_id: character, provider, sort } = this.#selects;
    return {
      q: this.#search.value.trim(), chat_id: chat.value, character_id: character.value, provider: provider.value,
      favorite: this.#favorite.ariaPressed === 'true' ? 'true' : '', sort: sort.value,
    };
  }

  /** The host's own names of chats and characters, and which chat is open. */
  name(names, chat) {
    [this.#names, this.#chat] = [names, chat];
    this.#draw();
  }

  /** Narrowed to one character, without telling. */
  narrow(character) {
    this.#draw(character);
    this.#selects.character_id.value = character ?? '';
  }

  async refresh(api) {
    this.#providers = await connections.providers(api);
    this.#draw();
  }

  clear() {
    this.#search.value = '';
    for (const name of NAMES) if (this.#selects[name]) this.#selects[name].value = '';
    this.#favorite.ariaPressed = 'false';
    this.#tell();
  }

  focus() {
    this.#search.focus();
  }

  #draw(character = this.#selects.character_id.value) {
    const { chat_id: chat, character_id: characters, provider } = this.#selects;
    const [here, chats] = [this.#names.chats.find(({ id }) => id === this.#chat), this.#names.chats.filter(({ id }) => id !== this.#chat)];
    const open = this.#chat ? [[this.#chat, texts.thisChat(here?.title)]] : [];
    const unnamed = character && !this.#names.characters.some(({ id }) => id === character) ? [[character, texts.thisCharacter]] : [];
    refill(chat, [['', texts.allChats], ...open, ...chats.map(({ id, title }) => [id, title || texts.untitled])]);
    refill(characters, [['', texts.allCharacters], ...unnamed, ...this.#names.characters.map(({ id, name }) => [id, name])]);
    refill(provider, [['', texts.allProviders], ...this.#providers.map(({ id, name }) => [id, name])]);
  }

  #typed() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#tell(), TYPING_MS);
  }

  #pressed(event) {
    if (event.key === 'Enter') this.#tell();
    else if (event.key === 'Escape' && this.#search.value) {
      event.preventDefault();
      event.stopPropagation();
      this.#search.value = '';
      this.#tell();
    }
  }

  #toggleFavorite() {
    this.#favorite.ariaPressed = String(this.#favorite.ariaPressed !== 'true');
    this.#tell();
  }

  #toggleFold() {
    const isOpen = this.#fold.ariaExpanded !== 'true';
    this.#fold.ariaExpanded = String(isOpen);
    this.#more.dataset.open = String(isOpen);
    this.#changed(null);
  }

  #tell() {
    clearTimeout(this.#typing);
    const { value } = this;
    this.#fold.textContent = texts.filtersOn(['chat_id', 'character_id', 'provider', 'favorite'].filter((name) => value[name]).length);
    this.#changed(value);
  }
}

const select = (label) => el('select', { 'aria-label': label });

const fill = (control, choices) => control.replaceChildren(...choices.map(([value, label]) => el('option', { value }, label)));

/** Keeps what is chosen, if it can still be chosen. */
function refill(control, choices) {
  const { value } = control;
  fill(control, choices);
  control.value = choices.some(([known]) => known === value) ? value : '';
}
