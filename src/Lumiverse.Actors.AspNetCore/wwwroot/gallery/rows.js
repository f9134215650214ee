/** Between pictures, in both directions. */
export const GAP = 6;

/** Pictures in view at once, at most about; it bounds how many nodes there are. */
const IN_VIEW = 26;

const LOWEST = 104;
const HIGHEST = 420;

/** A panorama or a very tall picture takes no more than this; the rest of it is cut off in the grid. */
const NARROWEST = 0.5;
const WIDEST = 3;

/** How high rows should be so that a view of this size shows neither a handful of pictures nor a crowd. */
export const heightFor = (width, height) => Math.min(HIGHEST, Math.max(LOWEST, Math.sqrt((width * height) / IN_VIEW)));

/** A row that ends early is stretched to the full width up to this many times the wished height. */
const STRETCH = 1.8;

/**
 * Lays pictures out in rows of equal width, each with a height of its own near the wished one: `{ first, count, top,
 * height, index }`. The last row is not stretched. A row begins at the picture `start`, so that what comes before it
 * can change without breaking the rows after it elsewhere.
 */
export function justify(tiles, width, wished, start = 0) {
  const rows = [];
  let top = 0;
  for (let first = 0; first < tiles.length;) {
    const isBefore = first < start;
    const row = fill(tiles, first, isBefore ? start : tiles.length, width, wished, isBefore ? wished * STRETCH : wished);
    rows.push({ ...row, index: rows.length, first, top });
    top += row.height + GAP;
    first += row.count;
  }
  return rows;
}

/** Takes pictures until they are as wide as the view at the wished height; the last one only if that comes nearer. */
function fill(tiles, first, end, width, wished, highest) {
  let [count, ratio] = [0, 0];
  while (first + count < end) {
    const next = ratioOf(tiles[first + count]);
    const [before, after] = [heightOf(ratio, count, width), heightOf(ratio + next, count + 1, width)];
    if (count > 0 && after < wished && wished - after > before - wished) return { count, height: before };
    ratio += next;
    count++;
    if (after <= wished) return { count, height: after };
  }
  return { count, height: Math.min(highest, heightOf(ratio, count, width)) };
}

const heightOf = (ratio, count, width) => (count === 0 ? Infinity : Math.max(1, (width - GAP * (count - 1)) / ratio));

/** Width over height, as the grid shows it. */
export const ratioOf = ({ width, height }) => Math.min(WIDEST, Math.max(NARROWEST, width / height || 1));

/** The last row that begins at or above this place; rows are sorted by `top`. */
export function rowAt(rows, place) {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rows[middle].top <= place) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** The row of the picture at this index. */
export function rowOf(rows, index) {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rows[middle].first <= index) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
