const STANDARD_ROOT = '/api/v1';

/** What the host adds to every request. */
const host = { headers: () => ({}) };

/**
 * For hosts that know their users by a header: `configure({ headers: () => ({ Authorization: … }) })`. Pictures and the
 * event stream are asked for by the browser itself, which sends cookies and no headers of anybody.
 */
export function configure({ headers }) {
  host.headers = headers;
}

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

/** The engine's routes under one root. A session that ended is told to the window as `lumi-signed-out`. */
export class EngineApi {
  constructor(root = STANDARD_ROOT) {
    this.root = root;
  }

  get = (path) => this.send('GET', path);
  post = (path, body = {}) => this.send('POST', path, body);
  put = (path, body) => this.send('PUT', path, body);
  patch = (path, body) => this.send('PATCH', path, body);
  remove = (path) => this.send('DELETE', path);

  async send(method, path, body) {
    const response = await this.#reach(method, path, body);
    if (response.status === 401 && path !== '/session') window.dispatchEvent(new Event('lumi-signed-out'));
    if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => ({})));
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  }

  async #reach(method, path, body) {
    const headers = { ...host.headers(), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) };
    try {
      return await fetch(this.root + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    } catch {
      throw new ApiError(0, { error: 'The server can’t be reached. Check that it is running, then try again.' });
    }
  }
}

const known = new Map();

/** One per root, so that elements of a page share what they know. */
export function apiAt(root) {
  if (!known.has(root)) known.set(root, new EngineApi(root ?? STANDARD_ROOT));
  return known.get(root);
}
