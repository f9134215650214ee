import { el } from '../shared/dom.js';

/**
 * The colours that text and panels really have in an element, read from probes in its shadow root, because a host may
 * set them: greys as the worst of their channels.
 */
export function coloursIn(root) {
  const read = (colour) => channels(probe(root, colour));
  const [base, panel, text, lift] = ['--base', '--panel', '--faint', '--lift'].map((name) => read(`var(${name})`));
  const isDark = luminanceOf(text) > luminanceOf(panel);
  const worst = (colour) => (isDark ? Math.max(...colour.slice(0, 3)) : Math.min(...colour.slice(0, 3)));
  const faintest = isDark ? Math.min(...text.slice(0, 3)) : Math.max(...text.slice(0, 3));
  return { isDark, base: worst(base), panel: worst(panel), lift: { grey: worst(lift), alpha: lift[3] }, text: faintest };
}

function probe(root, colour) {
  const node = el('span', { hidden: true });
  node.style.color = colour;
  root.append(node);
  const seen = getComputedStyle(node).color;
  node.remove();
  return seen;
}

/** `rgb(…)`, `rgba(…)` or `color(srgb …)` as numbers 0–255 and an alpha. */
function channels(colour) {
  const numbers = colour.match(/[\d.]+/g).map(Number);
  const scale = colour.startsWith('color(') ? 255 : 1;
  const [red, green, blue, alpha = 1] = numbers;
  return [red * scale, green * scale, blue * scale, alpha];
}

const luminanceOf = ([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
