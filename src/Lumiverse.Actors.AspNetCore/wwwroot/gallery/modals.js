import { button, el } from '../shared/dom.js';

/**
 * The dialogs of the gallery, one above the other. What is told to people goes with the topmost, because everything
 * under it is closed to them, and the focus goes back to where it came from.
 */
export class Modals {
  #root;
  #notes;
  #open = [];

  /** @param notes the node with the live region and the notices. */
  constructor(root, notes) {
    [this.#root, this.#notes] = [root, notes];
  }

  /** Shows a dialog; `closed` is called once when it is closed, and answers what gets the focus, if not what had it. */
  show(dialog, closed = () => null) {
    const before = this.#root.activeElement;
    if (!dialog.isConnected) this.#root.append(dialog);
    dialog.showModal();
    this.#open.push(dialog);
    this.#settle();
    dialog.addEventListener('close', () => this.#closed(dialog, closed() ?? before), { once: true });
  }

  /** Asks something, and answers the value of the choice; null when it was dismissed. */
  ask(title, content, choices) {
    return new Promise((resolve) => {
      const dialog = el('dialog', { className: 'ask', 'aria-labelledby': 'ask-title' });
      const pick = (choice) => () => { dialog.returnValue = 'picked'; resolve(choice.value()); dialog.close(); };
      dialog.append(
        el('h2', { id: 'ask-title' }, title), ...content,
        el('div', { className: 'row end' }, ...choices.map((choice) => button(choice.label, choice.value ? pick(choice) : () => dialog.close(), { className: choice.className ?? 'quiet' }))));
      this.show(dialog, () => { dialog.remove(); resolve(null); return null; });
    });
  }

  closeAll() {
    for (const dialog of [...this.#open].reverse()) dialog.close();
  }

  #closed(dialog, focused) {
    this.#open = this.#open.filter((other) => other !== dialog);
    this.#settle();
    if (focused?.isConnected) focused.focus({ preventScroll: true });
  }

  #settle() {
    (this.#open.at(-1) ?? this.#root).append(this.#notes);
  }
}
