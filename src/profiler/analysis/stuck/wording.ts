import type { LastStretch } from './lastStretch.ts';

const microsPerSecond = 1_000_000;

export const howLong = (micros: number): string => `${(micros / microsPerSecond).toFixed(1)} s`;

/** ` in take (queue.js:12)`, or nothing where no function of the developer is on the stack. */
export function placeOf({ stack: [leaf] }: LastStretch): string {
  if (!leaf) return '';
  const file = leaf.location?.file.split(/[\\/]/).at(-1);
  return file === undefined ? ` in ${leaf.name}` : ` in ${leaf.name} (${file}:${leaf.location!.line})`;
}

/** Sentences; of many the first few. */
const mostSentences = 3;
export function listed(sentences: readonly string[]): string {
  const more = sentences.length - mostSentences;
  const shown = sentences.slice(0, mostSentences).join(' ');
  return more > 0 ? `${shown} And ${more} more.` : shown;
}
