const ROOT = '/api/v1';

/** What the server refused, with the sentence a person can act on. Status 0: it was not reached. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.error ?? problem.detail ?? problem.title ?? `The server answered ${status}.`);
    this.status = status;
    this.retryAfterSeconds = problem.retryAfterSeconds;
    this.mayHaveBeenCharged = problem.mayHaveBeenCharged;
    this.fields = problem.errors;
  }
}

async function send(method, path, body) {
  const response = await reach(method, path, body);
  if (response.status === 401 && path !== '/session') window.dispatchEvent(new Event('signed-out'));
  if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => ({})));
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

async function reach(method, path, body) {
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
  try {
    return await fetch(ROOT + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new ApiError(0, { error: 'The server can’t be reached. Check that it is running, then try again.' });
  }
}

const get = (path) => send('GET', path);
const post = (path, body = {}) => send('POST', path, body);
const put = (path, body) => send('PUT', path, body);
const remove = (path) => send('DELETE', path);

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

export const images = {
  settings: () => get('/settings/imageGeneration'),
  saveSettings: (value) => put('/settings/imageGeneration', { value }),
  background: (chat) => get(`/image-gen/chats/${chat}/background`),
  setBackground: (chat, imageId) => put(`/image-gen/chats/${chat}/background`, { imageId }),
  clearBackground: (chat) => remove(`/image-gen/chats/${chat}/background`),
  lastDecision: (chat) => get(`/image-gen/chats/${chat}/decisions?limit=1`),
  lastJob: (chat) => get(`/image-gen/jobs?chat_id=${chat}&limit=1`),
  job: (id) => get(`/image-gen/jobs/${id}`),
  generate: (chat, force) => post('/image-gen/jobs', force ? { chatId: chat, forceGeneration: true } : { chatId: chat }),
  cancel: (id) => remove(`/image-gen/jobs/${id}`),
  retry: (id) => post(`/image-gen/jobs/${id}/retry`),
  list: (chat) => get(`/images?chat_id=${chat}&limit=60`),
};

export const connections = {
  providers: async () => (await get('/image-gen/providers')).providers,
  list: async () => (await get('/image-gen-connections?limit=1000')).data,
  create: (connection) => post('/image-gen-connections', connection),
  change: (id, change) => put(`/image-gen-connections/${id}`, change),
  remove: (id) => remove(`/image-gen-connections/${id}`),
  duplicate: (id) => post(`/image-gen-connections/${id}/duplicate`),
  test: (id) => post(`/image-gen-connections/${id}/test`),
  usage: (id) => get(`/image-gen-connections/${id}/usage`),
  models: (id, isRefresh) => get(`/image-gen-connections/${id}/models${isRefresh ? '?refresh=true' : ''}`),
  previewModels: (body) => post('/image-gen-connections/models/preview', body),
};
