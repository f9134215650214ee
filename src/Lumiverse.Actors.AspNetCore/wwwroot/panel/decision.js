import { texts } from '../shared/texts.js';

/** A decision of the engine in one sentence, as the engine words it. */
export const sentenceOf = (decision) => decision.sentence ?? decision.reason ?? '';

/** The fields that changed, in words. */
export const changesOf = ({ fields = [] }) =>
  fields.filter((field) => field.changed).map((field) => ({
    name: nameOf(field.name),
    text: `${field.before || texts.scene.unknown} → ${field.after || texts.scene.unknown}`,
  }));

export const nameOf = (field) => texts.scene.fields[field] ?? field;
