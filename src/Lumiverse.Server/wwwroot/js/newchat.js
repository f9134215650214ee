import { chats, people } from './api.js';
import { button, byId, el, field } from './dom.js';

const FRESH = '';

/** Asks who takes part, makes what is missing, and answers the chat through `onCreated`. */
export async function askForChat(onCreated) {
  const dialog = byId('new-chat-dialog');
  const [characters, personas] = await Promise.all([people.characters(), people.personas()]);
  const form = drawForm(dialog, characters.data, personas.data);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const chat = await create(form.elements);
      dialog.close();
      onCreated(chat);
    } catch (error) {
      form.querySelector('.problem').textContent = error.message;
    }
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}

function drawForm(dialog, characters, personas) {
  const character = choice('character', characters, 'Somebody new');
  const persona = choice('persona', personas, 'Somebody new');
  const fresh = el('div', { className: 'fields' },
    field('Name', el('input', { name: 'characterName', maxLength: 200, autocomplete: 'off' })),
    field('Where the story begins', el('textarea', { name: 'scenario', rows: 3 }), 'The first scene is read from here, too.'));
  const freshPersona = field('Your name', el('input', { name: 'personaName', maxLength: 200, autocomplete: 'off' }));
  const follow = () => {
    fresh.hidden = character.value !== FRESH;
    freshPersona.hidden = persona.value !== FRESH;
  };
  character.addEventListener('change', follow);
  persona.addEventListener('change', follow);
  follow();
  return el('form', { method: 'dialog', className: 'fields' },
    el('h2', { id: 'new-chat-title' }, 'New chat'),
    characters.length ? field('With', character) : null, fresh,
    personas.length ? field('As', persona) : null, freshPersona,
    el('p', { className: 'problem', role: 'alert' }),
    el('div', { className: 'row end' },
      button('Cancel', () => dialog.close(), { className: 'quiet' }),
      el('button', { type: 'submit', className: 'primary' }, 'Begin')));
}

const choice = (name, people, fresh) =>
  el('select', { name }, el('option', { value: FRESH }, fresh), ...people.map((one) => el('option', { value: one.id }, one.name)));

async function create({ character, characterName, scenario, persona, personaName }) {
  const characterId = character?.value || await idOf(people.createCharacter, characterName.value, { scenario: scenario.value });
  const personaId = persona?.value || await idOf(people.createPersona, personaName.value, {});
  return chats.create({ character_id: characterId, persona_id: personaId });
}

/** Without a name nobody is made; the chat then has a narrator. */
const idOf = async (make, name, rest) => (name.trim() ? (await make({ name: name.trim(), ...rest })).id : null);
