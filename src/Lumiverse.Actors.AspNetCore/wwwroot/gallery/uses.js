import { texts as all } from '../shared/texts.js';

const texts = all.gallery;

/** Where pictures are used, in words: one line for each chat and each way, with how many of them. */
export function linesOf(used, titleOf) {
  const lines = new Map();
  for (const { id, uses } of used)
    for (const use of uses) {
      const key = `${use.chat_id} ${use.as}`;
      const line = lines.get(key) ?? { ...use, images: new Set() };
      lines.set(key, line);
      line.images.add(id);
    }
  return [...lines.values()].map((line) => ({ ...line, text: texts.uses[line.as](titleOf(line.chat_id), line.images.size) }));
}
