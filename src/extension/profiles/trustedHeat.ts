/**
 * Lines of a profile that nobody hashed the sources of: shown only where the text still has the profile's functions on the
 * profile's lines, by their names. Pure.
 */
import type { LineHeatOfFunction } from '../../webview/protocol.ts';
import { heatLevel, leastHeatShare } from '../languageServer/lineHeat.ts';
import type { HeatLine } from '../languageServer/messages.ts';
import { duration, percent } from '../languageServer/wording.ts';

const microsPerMilli = 1000;

/** `text`: of the file. Empty where it is another text than the one that ran. */
export function trustedHeat(text: string, functions: readonly LineHeatOfFunction[]): HeatLine[] {
  const lines = text.split(/\r?\n/);
  const verdicts = functions.map((measured) => standsThere(lines, measured));
  const isMoved = verdicts.includes(false) || !verdicts.includes(true);
  const sums = new Map<number, { share: number; weight: number }>();
  functions.forEach((measured, index) => {
    // A function without a name proves nothing; it is believed where all others do.
    if (verdicts[index] === false || (verdicts[index] === null && isMoved)) return;
    for (const { line, share, weight } of measured.lines) {
      if (line < measured.line || line > lines.length) continue;
      const sum = sums.get(line) ?? { share: 0, weight: 0 };
      sums.set(line, { share: sum.share + share, weight: sum.weight + weight });
    }
  });
  return [...sums]
    .filter(([, { share }]) => share >= leastHeatShare)
    .map(([line, { share, weight }]) => {
      return { line, level: heatLevel(share), text: `${percent(share)} · ${duration(weight / microsPerMilli)}` };
    })
    .sort((one, other) => one.line - other.line);
}

/** Null for a function without a name of its own. */
function standsThere(lines: readonly string[], { name, line }: LineHeatOfFunction): boolean | null {
  // `get size`, `Table.add`, `exports.run`, `#resize`: the last word is what the source says.
  const word = /([\p{L}\p{N}_$]+)$/u.exec(name)?.[1];
  if (word === undefined) return null;
  const text = lines[line - 1];
  // V8 gives a constructor the name of its class.
  return text !== undefined && (text.includes(word) || text.includes('constructor'));
}
