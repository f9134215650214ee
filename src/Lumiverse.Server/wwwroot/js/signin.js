import { session } from './api.js';
import { byId, el, field } from './dom.js';

/** Asks for the access token until the server takes one. */
export function askToSignIn(onSignedIn) {
  const root = byId('sign-in');
  const token = el('input', { type: 'password', name: 'token', required: true, autocomplete: 'current-password' });
  const problem = el('p', { className: 'problem', role: 'alert' });
  const form = el('form', { className: 'sign-in-form glass fields' },
    el('img', { src: 'icon.svg', alt: '', width: 48, height: 48 }),
    el('h1', { id: 'sign-in-title' }, 'Sign in to Lumiverse'),
    field('Access token', token, 'The token that this server’s configuration gives you.'),
    problem,
    el('button', { type: 'submit', className: 'primary' }, 'Sign in'));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await session.signIn(token.value);
      root.hidden = true;
      root.replaceChildren();
      onSignedIn();
    } catch (error) {
      problem.textContent = error.message;
      token.select();
    }
  });
  root.replaceChildren(form);
  root.hidden = false;
  token.focus();
}
