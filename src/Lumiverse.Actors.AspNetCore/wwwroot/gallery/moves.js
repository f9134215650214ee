import { GAP, ratioOf, rowOf } from './rows.js';

/** Where the focus goes from the picture at `active` by a key; null for keys that do not move it. */
export function moveBy(key, { rows, tiles, active, rowsInView, isWhole }) {
  const at = rowOf(rows, active);
  const { first, count } = rows[at];
  switch (key) {
    case 'ArrowLeft': return Math.max(0, active - 1);
    case 'ArrowRight': return Math.min(tiles.length - 1, active + 1);
    case 'ArrowUp': return nearest(rows, tiles, active, at - 1);
    case 'ArrowDown': return nearest(rows, tiles, active, at + 1);
    case 'PageUp': return nearest(rows, tiles, active, Math.max(0, at - rowsInView));
    case 'PageDown': return nearest(rows, tiles, active, Math.min(rows.length - 1, at + rowsInView));
    case 'Home': return isWhole ? 0 : first;
    case 'End': return isWhole ? tiles.length - 1 : first + count - 1;
    default: return null;
  }
}

/** The picture of another row that is most nearly above or below. */
function nearest(rows, tiles, active, at) {
  const row = rows[at];
  if (!row) return active;
  const middle = middleOf(rows, tiles, active);
  const away = (index) => Math.abs(middleOf(rows, tiles, index) - middle);
  const indexes = Array.from({ length: row.count }, (_, column) => row.first + column);
  return indexes.reduce((best, index) => (away(index) < away(best) ? index : best));
}

function middleOf(rows, tiles, index) {
  const { first, height } = rows[rowOf(rows, index)];
  const before = tiles.slice(first, index).reduce((sum, tile) => sum + ratioOf(tile) * height + GAP, 0);
  return before + (ratioOf(tiles[index]) * height) / 2;
}
