/** Longer side of the picture that comes of a hash: seven waves at most, which the browser smooths. */
const SIDE = 20;

/**
 * Decodes a ThumbHash (Evan Wallace, evanw.github.io/thumbhash), as base64, to pixels: `{ width, height, data }` with
 * four bytes each. The hash has the average colour, then cosine terms of luminance, two colour differences and alpha.
 */
export function decode(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const header = headerOf(bytes);
  const { width, height } = sizeOf(header);
  return { width, height, data: paint(header, termsOf(bytes, header), width, height) };
}

function headerOf(bytes) {
  const colour = bytes[0] | bytes[1] << 8 | bytes[2] << 16;
  const shape = bytes[3] | bytes[4] << 8;
  const hasAlpha = colour >> 23 === 1;
  const isLandscape = shape >> 15 === 1;
  const [longer, shorter] = [hasAlpha ? 5 : 7, shape & 7];
  return {
    hasAlpha,
    columns: isLandscape ? longer : shorter,
    rows: isLandscape ? shorter : longer,
    average: [(colour & 63) / 63, (colour >> 6 & 63) / 31.5 - 1, (colour >> 12 & 63) / 31.5 - 1, hasAlpha ? (bytes[5] & 15) / 15 : 1],
    scale: [(colour >> 18 & 31) / 31, (shape >> 3 & 63) / 63, (shape >> 9 & 63) / 63, hasAlpha ? (bytes[5] >> 4) / 15 : 0],
  };
}

function sizeOf({ columns, rows }) {
  const ratio = columns / rows;
  return { width: Math.round(ratio > 1 ? SIDE : SIDE * ratio), height: Math.round(ratio > 1 ? SIDE / ratio : SIDE) };
}

/** Each channel's terms, four bits each; colours were strengthened a little, because rounding takes from them. */
function termsOf(bytes, { hasAlpha, columns, rows, scale }) {
  let at = (hasAlpha ? 6 : 5) * 2;
  const next = () => (bytes[at >> 1] >> (at++ & 1) * 4 & 15) / 7.5 - 1;
  const channel = (across, down, strength) => corner(across, down).map(([column, row]) => ({ column, row, weight: 2 * next() * strength }));
  return [
    channel(Math.max(3, columns), Math.max(3, rows), scale[0]),
    channel(3, 3, scale[1] * 1.25),
    channel(3, 3, scale[2] * 1.25),
    hasAlpha ? channel(5, 5, scale[3]) : [],
  ];
}

/** Frequencies under the diagonal, without the constant one. */
function corner(columns, rows) {
  const pairs = [];
  for (let row = 0; row < rows; row++)
    for (let column = row ? 0 : 1; column * rows < columns * (rows - row); column++) pairs.push([column, row]);
  return pairs;
}

function paint({ average }, channels, width, height) {
  const [across, down] = [cosines(width), cosines(height)];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      const [light, yellowBlue, redGreen, alpha] = channels.map((terms, index) =>
        terms.reduce((sum, { column, row, weight }) => sum + weight * across[column][x] * down[row][y], average[index]));
      put(data, at, light, yellowBlue, redGreen, alpha);
    }
  return data;
}

const cosines = (length) =>
  Array.from({ length: 7 }, (_, frequency) => Float32Array.from({ length }, (_unused, index) => Math.cos(Math.PI / length * frequency * (index + 0.5))));

function put(data, at, light, yellowBlue, redGreen, alpha) {
  const blue = light - 2 / 3 * yellowBlue;
  const red = (3 * light - blue + redGreen) / 2;
  data[at] = 255 * red;
  data[at + 1] = 255 * (red - redGreen);
  data[at + 2] = 255 * blue;
  data[at + 3] = 255 * alpha;
}
