/** Enough to find bright and dark regions; small highlights are smoothed as the panels' own blur smooths them. */
const GRID = 24;

/** WCAG's ratio for text. */
const CONTRAST = 4.5;

/** Panels look like glass at rest, and never like a wall. */
const LEAST = 0.58;

/** The darkest and the brightest channel anywhere in a decoded picture, 0 to 255. */
export function rangeOf(image) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = GRID;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(image, 0, 0, GRID, GRID);
  const { data } = context.getImageData(0, 0, GRID, GRID);
  const colours = data.filter((_, index) => index % 4 !== 3);
  return { low: Math.min(...colours), high: Math.max(...colours) };
}

/** Nothing is known: the picture may be white and black at once. */
export const ANY_RANGE = { low: 0, high: 255 };

/** Nothing is shown. */
export const NO_RANGE = { low: 255, high: 0 };

export const union = (one, other) => ({ low: Math.min(one.low, other.low), high: Math.max(one.high, other.high) });

/**
 * How opaque a panel must be so that its faintest text keeps the ratio over a picture of this range, shown at this
 * opacity. Colours mix linearly in the browser's own space, so greys are enough for the worst case.
 */
export function scrimFor(range, opacity, { isDark, base, panel, lift, text }) {
  const worst = mix(base, isDark ? range.high : range.low, opacity);
  const limit = beneath(lift, isDark ? brightestUnder(text) : darkestUnder(text));
  const needed = (worst - limit) / (worst - panel);
  const isFine = isDark ? worst <= limit : worst >= limit;
  return isFine ? LEAST : Math.max(LEAST, Math.min(1, needed + 0.02));
}

const mix = (under, over, opacity) => under * (1 - opacity) + over * opacity;
const beneath = (lift, seen) => (seen - lift.grey * lift.alpha) / (1 - lift.alpha);
const brightestUnder = (text) => grey((luminance(text) + 0.05) / CONTRAST - 0.05);
const darkestUnder = (text) => grey((luminance(text) + 0.05) * CONTRAST - 0.05);

function luminance(grey255) {
  const part = grey255 / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

const grey = (light) => 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
