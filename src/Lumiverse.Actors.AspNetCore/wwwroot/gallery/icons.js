const SVG = 'http://www.w3.org/2000/svg';

/** Strokes on a field of 24 by 24. */
const PATHS = {
  minus: 'M5 12h14',
  plus: 'M5 12h14M12 5v14',
  star: 'M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1.1 5.9-5.3-2.9-5.3 2.9 1.1-5.9-4.3-4.1 5.9-.8z',
  download: 'M12 4v11m-5-4.5 5 5 5-5M5 20h14',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7m-6.6 3.5v6m3.2-6v6',
  details: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 11v5.5m0-9v.4',
  background: 'M4 5.5h16v13H4zm0 9.5 4.5-4.5 4 4 2.5-2.5 5 5M15 9.2v.1',
  close: 'M6 6l12 12M18 6 6 18',
  left: 'M14.5 5.5 8 12l6.5 6.5',
  right: 'M9.5 5.5 16 12l-6.5 6.5',
};

/** A sign of the lightbox, drawn, because not every font has them. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  for (const [attribute, value] of [['viewBox', '0 0 24 24'], ['aria-hidden', 'true'], ['class', 'sign']]) svg.setAttribute(attribute, value);
  svg.append(path);
  return svg;
}
