import { decode } from './thumbhash.js';

/** About 1 kB each; more than a gallery shows while somebody leafs to and fro. */
const MOST_KEPT = 600;

const kept = new Map();
const canvas = document.createElement('canvas');

/** What stands in for a picture until it is there, as a value of `background-image`; `none` for a hash that is none. */
export function placeholder(hash) {
  if (!hash) return 'none';
  if (!kept.has(hash)) keep(hash, paint(hash));
  return kept.get(hash);
}

function keep(hash, picture) {
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value);
  kept.set(hash, picture);
}

function paint(hash) {
  try {
    const { width, height, data } = decode(hash);
    [canvas.width, canvas.height] = [width, height];
    canvas.getContext('2d', { willReadFrequently: true }).putImageData(new ImageData(data, width, height), 0, 0);
    return `url(${canvas.toDataURL()})`;
  } catch {
    return 'none';
  }
}
