import { apiAt } from '/_lumiverse/shared/api.js';

export { ApiError } from '/_lumiverse/shared/api.js';

const { get, post, put, remove } = apiAt();

export const session = {
  read: () => get('/session'),
  signIn: (token) => post('/session', { token }),
  signOut: () => remove('/session'),
};

export const chats = {
  list: () => get('/chats?limit=200'),
  create: (chat) => post('/chats', chat),
  remove: (id) => remove(`/chats/${id}`),
  messages: (id, before) => get(`/chats/${id}/messages?limit=100${before ? `&before=${before}` : ''}`),
  say: (id, content, isUser) => post(`/chats/${id}/messages`, { content, is_user: isUser }),
  change: (id, message, change) => put(`/chats/${id}/messages/${message}`, change),
  removeMessage: (id, message) => remove(`/chats/${id}/messages/${message}`),
  addSwipe: (id, message, content) => post(`/chats/${id}/messages/${message}/swipes`, { content }),
};

export const people = {
  characters: () => get('/characters?limit=1000'),
  personas: () => get('/personas?limit=1000'),
  createCharacter: (character) => post('/characters', character),
  createPersona: (persona) => post('/personas', persona),
};

export const samples = {
  list: () => get('/samples'),
  prepare: (id) => post(`/samples/${id}/chats`),
};
