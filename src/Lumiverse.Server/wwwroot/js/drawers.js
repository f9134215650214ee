import { byId } from './dom.js';

const narrow = matchMedia('(max-width: 1023px)');
const DRAWERS = [['chats', 'open-chats'], ['scene', 'open-scene']];

/** On narrow screens the two side panels slide over the chat, one at a time; on wide ones they are always there. */
export function setUpDrawers() {
  for (const [id, opener] of DRAWERS) {
    byId(opener).addEventListener('click', () => open(id));
    byId(id).querySelector('[data-close]').addEventListener('click', closeDrawers);
  }
  byId('shade').addEventListener('click', closeDrawers);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && !isSomethingAbove() && closeDrawers());
  narrow.addEventListener('change', closeDrawers);
  closeDrawers();
}

export function closeDrawers() {
  const wasOpen = DRAWERS.find(([id]) => byId(id).dataset.open === 'true');
  apply(null);
  if (wasOpen && narrow.matches) byId(wasOpen[1]).focus();
}

/** Escape closes what is on top first. */
const isSomethingAbove = () => document.querySelector(':popover-open, dialog[open]') !== null;

function open(id) {
  apply(id);
  byId(id).querySelector('[data-close]').focus();
}

function apply(openId) {
  for (const [id, opener] of DRAWERS) {
    byId(id).dataset.open = String(id === openId);
    byId(id).inert = narrow.matches && id !== openId;
    byId(opener).setAttribute('aria-expanded', String(id === openId));
  }
  byId('main').inert = narrow.matches && openId !== null;
  byId('shade').hidden = !narrow.matches || openId === null;
}
