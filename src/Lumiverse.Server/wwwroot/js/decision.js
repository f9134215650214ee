const NAMES = {
  environment: 'the place', time_of_day: 'the time of day', weather: 'the weather',
  mood: 'the mood', focal_detail: 'the focus', palette_override: 'the colours',
};

/** A decision of the engine in one sentence. */
export function sentenceOf({ generate, fields = [], threshold, reason }) {
  if (fields.length === 0) return reason ?? (generate ? 'Painted the first scene of this chat.' : 'Kept the picture.');
  const changed = fields.filter((field) => field.changed).map((field) => NAMES[field.name] ?? field.name);
  const what = changed.length === 0 ? 'nothing that matters changed' : `${join(changed)} changed`;
  const measure = `${changed.length} of ${threshold} needed`;
  return generate ? `A new picture, because ${what}.` : `Kept the picture: ${what} (${measure}).`;
}

export const changesOf = ({ fields = [] }) =>
  fields.filter((field) => field.changed).map((field) => ({
    name: NAMES[field.name] ?? field.name,
    text: `${field.before || 'unknown'} → ${field.after || 'unknown'}`,
  }));

const join = (words) => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);
