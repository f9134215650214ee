import { el } from './dom.js';

/** A live region of an element: one sentence at a time, said politely. */
export class Announcer {
  node = el('p', { className: 'hidden', role: 'status', 'aria-live': 'polite' });

  say(sentence) {
    if (this.node.textContent !== sentence) this.node.textContent = sentence;
  }
}
