/** The engine's calls by subject; `api` says where the engine is. */
const chatPath = (chat) => `/image-gen/chats/${encodeURIComponent(chat)}`;

/** `fields` without what is not set, as a query. */
export function query(fields) {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return set.length ? `?${new URLSearchParams(set)}` : '';
}

export const settings = {
  ofUser: async (api) => (await api.get('/settings/imageGeneration')).value,
  saveUser: (api, value) => api.put('/settings/imageGeneration', { value }),
};

export const chats = {
  scene: (api, chat) => api.get(`${chatPath(chat)}/scene`),
  lastDecision: async (api, chat) => (await api.get(`${chatPath(chat)}/decisions?limit=1`)).data[0] ?? null,
  background: (api, chat) => api.get(`${chatPath(chat)}/background`),
  backgrounds: async (api, chat, limit) => (await api.get(`${chatPath(chat)}/backgrounds?limit=${limit}`)).data,
  setBackground: (api, chat, imageId) => api.put(`${chatPath(chat)}/background`, { imageId }),
  clearBackground: (api, chat) => api.remove(`${chatPath(chat)}/background`),
};

export const jobs = {
  last: async (api, chat) => (await api.get(`/image-gen/jobs${query({ chat_id: chat, limit: 1 })}`)).data[0] ?? null,
  start: (api, body) => api.post('/image-gen/jobs', body),
  cancel: (api, id) => api.remove(`/image-gen/jobs/${id}`),
  retry: (api, id) => api.post(`/image-gen/jobs/${id}/retry`),
  previewPrompt: (api, body) => api.post('/image-gen/preview-prompt', body),
};

export const connections = {
  providers: async (api) => (await api.get('/image-gen/providers')).providers,
  list: async (api) => (await api.get('/image-gen-connections?limit=1000')).data,
  create: (api, connection) => api.post('/image-gen-connections', connection),
  change: (api, id, change) => api.put(`/image-gen-connections/${id}`, change),
  remove: (api, id) => api.remove(`/image-gen-connections/${id}`),
  duplicate: (api, id) => api.post(`/image-gen-connections/${id}/duplicate`),
  test: (api, id) => api.post(`/image-gen-connections/${id}/test`),
  usage: (api, id) => api.get(`/image-gen-connections/${id}/usage`),
  models: (api, id, isRefresh) => api.get(`/image-gen-connections/${id}/models${isRefresh ? '?refresh=true' : ''}`),
  previewModels: (api, body) => api.post('/image-gen-connections/models/preview', body),
};

const imagePath = (id) => `/images/${encodeURIComponent(id)}`;

export const images = {
  layout: (api, filter) => api.get(`/images/layout${query(filter)}`),
  details: async (api, ids) => (await api.post('/images/details', { ids })).data,
  read: (api, id) => api.get(`${imagePath(id)}/info`),
  versions: async (api, id) => (await api.get(`${imagePath(id)}/versions`)).data,
  uses: async (api, ids) => (await api.post('/images/uses', { ids })).data,
  change: (api, id, change) => api.patch(imagePath(id), change),
  update: (api, ids, change) => api.post('/images/update', { ids, ...change }),
  remove: (api, ids) => api.post('/images/delete', { ids }),
  restore: (api, ids) => api.post('/images/restore', { ids }),
  revoke: (api, id) => api.post(`${imagePath(id)}/revoke-public-url`),
  regenerate: (api, id, change) => api.post(`/image-gen/images/${encodeURIComponent(id)}/regenerate`, change),
  storage: (api) => api.get('/images/storage'),
  clean: (api, isDryRun) => api.post('/images/storage/clean', { dry_run: isDryRun }),
  address: (api, id, size) => `${api.root}${imagePath(id)}${query({ size })}`,
  download: (api, id, metadata) => `${api.root}${imagePath(id)}/download${query({ metadata })}`,
  archive: (api) => `${api.root}/images/download`,
};

/** As many images as one request may name. */
export const MOST_AT_ONCE = 1000;

/** A list in parts that a request can bear. */
export const parts = (ids) => Array.from({ length: Math.ceil(ids.length / MOST_AT_ONCE) }, (_, part) => ids.slice(part * MOST_AT_ONCE, (part + 1) * MOST_AT_ONCE));
