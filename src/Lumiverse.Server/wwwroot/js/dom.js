/** Makes an element. Text goes in as children or `textContent`, never as markup; children that are not there are left out. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(node, name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function set(node, name, value) {
  if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
  else if (name in node) node[name] = value;
  else node.setAttribute(name, value);
}

export const byId = (id) => document.getElementById(id);

/** A button that does not submit. */
export const button = (label, onclick, properties = {}) =>
  el('button', { type: 'button', onclick, ...properties }, label);

/** A label around its control. */
export const field = (label, control, hint) =>
  el('label', { className: 'field' }, el('span', { className: 'field-label' }, label), control, hint && el('span', { className: 'hint' }, hint));
