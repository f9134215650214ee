/** Columns and rows that a picture is looked at in. */
const GRID = 32;

/** How much a place in the middle is worth over one at the edge: painters put what matters there. */
const MIDDLE = 0.35;

/**
 * Where a picture should be held when a narrow screen shows only a part of it: the point, 0 to 1 in both directions,
 * about which most of its contrast lies.
 */
export function focusOf(image) {
  const light = greys(image);
  const weights = energies(light);
  return { x: centre(weights.columns), y: centre(weights.rows) };
}

function greys(image) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = GRID;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(image, 0, 0, GRID, GRID);
  const { data } = context.getImageData(0, 0, GRID, GRID);
  return Array.from({ length: GRID * GRID }, (_, cell) => 0.3 * data[cell * 4] + 0.6 * data[cell * 4 + 1] + 0.1 * data[cell * 4 + 2]);
}

function energies(light) {
  const [columns, rows] = [new Array(GRID).fill(0), new Array(GRID).fill(0)];
  for (let row = 1; row < GRID - 1; row++)
    for (let column = 1; column < GRID - 1; column++) {
      const at = row * GRID + column;
      const contrast = Math.abs(light[at + 1] - light[at - 1]) + Math.abs(light[at + GRID] - light[at - GRID]);
      columns[column] += contrast * contrast;
      rows[row] += contrast * contrast;
    }
  return { columns, rows };
}

/** The centre of mass, drawn towards the middle; a picture without contrast is held there. */
function centre(weights) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 0.5;
  const mass = weights.reduce((sum, weight, index) => sum + weight * (index + 0.5), 0) / (total * GRID);
  return mass * (1 - MIDDLE) + 0.5 * MIDDLE;
}
