import { el } from './dom.js';

/** Story text as paragraphs, with *deeds* in italics. Everything else stays as it was written. */
export const story = (text) =>
  text.split(/\n{2,}/).filter((part) => part.trim()).map((part) => el('p', {}, ...deeds(part.trim())));

const deeds = (text) =>
  text.split(/(\*[^*\n]+\*)/).filter(Boolean).map((part) =>
    part.length > 2 && part.startsWith('*') && part.endsWith('*') ? el('em', {}, part.slice(1, -1)) : part);
