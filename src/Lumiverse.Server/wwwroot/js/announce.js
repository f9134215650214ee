import { byId } from './dom.js';

/** Says a sentence to screen readers, in the page's one live region. */
export function announce(sentence) {
  byId('live').textContent = sentence;
}
