import { announce } from './announce.js';
import { button, el } from './dom.js';

/** Long enough to read two lines twice. */
const READING_MS = 9000;

let shown = null;

/** Says what went wrong, above everything, until it was read. */
export function showNotice(sentence) {
  shown?.remove();
  const dismiss = button('✕', () => notice.remove(), { className: 'icon small', 'aria-label': 'Dismiss' });
  const notice = el('div', { className: 'notice glass' }, el('p', {}, sentence), dismiss);
  shown = notice;
  document.body.append(notice);
  announce(sentence);
  setTimeout(() => notice.remove(), READING_MS);
}
