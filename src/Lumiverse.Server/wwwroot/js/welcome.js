import { samples } from './api.js';
import { button, byId, el } from './dom.js';

/** What a newcomer sees: the samples, and the way to a chat of one's own. */
export async function showWelcome({ onPlay, onNewChat }) {
  const root = byId('welcome');
  const listing = await samples.list();
  root.replaceChildren(
    el('div', { className: 'welcome-text' },
      el('h1', { id: 'welcome-title' }, 'Every scene gets its picture'),
      el('p', {}, 'Write a story with a character. When the scene changes, a new background is painted and fades in behind the words.'),
      el('div', { className: 'row' }, button('Start a chat of your own', onNewChat, { className: 'primary' }))),
    listing.data.length ? el('h2', { className: 'welcome-samples' }, 'Or play a sample') : '',
    el('div', { className: 'cards' }, ...listing.data.map((sample) => card(sample, onPlay))));
}

/** Who asks for the samples is taken to them, also from the page that shows them. */
export const goToSamples = () => document.querySelector('#welcome .card button')?.focus();

const card = (sample, onPlay) =>
  el('article', { className: 'card glass' },
    el('h3', {}, sample.title),
    el('p', {}, sample.summary),
    el('div', { className: 'row' },
      button('Play', () => onPlay(sample), { className: 'primary', 'aria-label': `Play the sample ${sample.title}` }),
      el('span', { className: 'hint' }, `${sample.messages} messages`)));
