import { el } from '../shared/dom.js';

const FRAME = 'lumi-download';

/** Lets the browser save one picture under the name that the server gives it. */
export function saveOne(address) {
  const link = el('a', { href: address, download: '' });
  document.body.append(link);
  link.click();
  link.remove();
}

/**
 * Lets the browser save an archive as it comes, without holding it in memory: a form posts the ids from a frame that
 * nobody sees. A frame hears nothing of a file that is saved; that it has loaded something means that there was none.
 */
export function saveArchive(address, ids, metadata, onRefused) {
  document.getElementById(FRAME)?.remove();
  const frame = el('iframe', { id: FRAME, name: FRAME, hidden: true, title: '' });
  const field = (name, value) => el('input', { type: 'hidden', name, value });
  const form = el('form', { method: 'post', action: address, target: FRAME, hidden: true }, field('ids', ids.join(',')), field('metadata', metadata));
  document.body.append(frame, form);
  frame.addEventListener('load', () => isEmpty(frame) || onRefused());
  form.submit();
  form.remove();
}

/** Browsers tell of the empty page that a frame begins with, some of them late; what is refused can't be looked into. */
function isEmpty(frame) {
  try {
    return frame.contentWindow.location.href === 'about:blank';
  } catch {
    return false;
  }
}
