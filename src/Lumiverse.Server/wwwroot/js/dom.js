export { button, el, field } from '/_lumiverse/shared/dom.js';

export const byId = (id) => document.getElementById(id);
