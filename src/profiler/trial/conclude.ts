/** What a trial says in the end. Pure. */
import type { Interval, TrialModel, TrialResult, TrialVariant } from '../trialResult.ts';

/** Of models this close the simplest is the best: calls in flight need no new process, a queue needs another server. */
const asGood = 0.95;
const simplestFirst: readonly TrialModel[] = ['serial', 'async', 'worker-threads', 'processes', 'distributed-queue'];
/** A message to a worker and back takes 10 to 40 µs (Node 18 to 26). */
const tinyCallMs = 0.1;

/** The best that is certainly faster than serial and gives the same results. */
export function bestOf(variants: readonly TrialVariant[]): TrialResult['best'] {
  const serial = variants.find(({ model }) => model === 'serial');
  const faster = variants.filter(
    ({ model, speedup, sameResults, errors }) =>
      model !== 'serial' && speedup.low > 1 && sameResults && errors <= (serial?.errors ?? 0),
  );
  const fastest = Math.max(...faster.map(({ speedup }) => speedup.expected));
  const asFast = faster.filter(({ speedup }) => speedup.expected >= asGood * fastest);
  const rank = ({ model, size }: TrialVariant) => simplestFirst.indexOf(model) * 1e6 + (size ?? 0);
  const best = asFast.sort((left, right) => rank(left) - rank(right))[0];
  return best ? { model: best.model, size: best.size, speedup: best.speedup } : null;
}

export function conclusionOf(
  variants: readonly TrialVariant[],
  best: TrialResult['best'],
  { calls, exit, rounds }: { calls: number; exit: TrialResult['exit']; rounds: number },
): string {
  const serial = variants[0];
  const others = variants.slice(1);
  if (!serial || others.length === 0) return nothingCompared(exit, serial !== undefined);
  if (rounds === 0) return searchOnly(exit, others);
  if (best === null) return noChange(serial, others);
  const variant = others.find(({ model, size }) => model === best.model && size === best.size)!;
  const costs = variant.startMs > savedMs(serial, variant) && best.model !== 'async';
  const start = costs
    ? ` Starting ${named(best.model, best.size)} takes ${Math.round(variant.startMs)} ms, more than one pass over these ${calls} calls gains: start them once and keep them.`
    : '';
  return `${capital(named(best.model, best.size))} ${best.size === 1 || best.model === 'distributed-queue' ? 'makes' : 'make'} it ${times(best.speedup)} as fast as serial calls.${start}`;
}

function nothingCompared(exit: TrialResult['exit'], ranSerially: boolean): string {
  if (exit === 'cancelled') return 'The trial was cancelled before anything could be compared.';
  if (exit === 'time-limit') return 'The time limit came before anything could be compared.';
  return ranSerially ? 'Nothing could be compared: none but the serial model was run.' : 'Nothing was measured.';
}

/** One measurement of each: it shows where to look, and proves nothing. */
function searchOnly(exit: TrialResult['exit'], others: readonly TrialVariant[]): string {
  const ended = exit === 'cancelled' ? 'The trial was cancelled' : 'The time limit came';
  const fastest = fastestOf(others);
  return `${ended} during its search, so nothing is certain yet. Measured once, ${named(fastest.model, fastest.size)} ${verb(fastest)} ${digits(fastest.speedup.expected)}× as fast as serial calls.`;
}

const fastestOf = (variants: readonly TrialVariant[]) =>
  variants.reduce((best, one) => (one.speedup.expected > best.speedup.expected ? one : best));

const verb = ({ model, size }: Pick<TrialVariant, 'model' | 'size'>) =>
  size === 1 || model === 'distributed-queue' ? 'was' : 'were';

function noChange(serial: TrialVariant, others: readonly TrialVariant[]): string {
  const fastest = fastestOf(others);
  const text = `No change: nothing was certainly faster than serial calls. The fastest other, ${named(fastest.model, fastest.size)}, was ${times(fastest.speedup)} as fast.`;
  const wrong = others.some(({ speedup, sameResults }) => speedup.low > 1 && !sameResults);
  if (wrong) return `${text} What was faster gave other results.`;
  const tiny = serial.meanMs < tinyCallMs && others.some(({ model }) => model === 'worker-threads');
  return tiny ? `${text} A call is shorter than a message to a worker; hand over many inputs at once.` : text;
}

const savedMs = (serial: TrialVariant, variant: TrialVariant) => median(serial.wallMs) - median(variant.wallMs);

export function named(model: TrialModel, size: number | null): string {
  const many = size !== 1;
  switch (model) {
    case 'serial':
      return 'serial calls';
    case 'async':
      return `${size} ${many ? 'calls' : 'call'} in flight`;
    case 'worker-threads':
      return `${size} ${many ? 'workers' : 'worker'}`;
    case 'processes':
      return `${size} ${many ? 'processes' : 'process'}`;
    case 'distributed-queue':
      return `a queue with ${size} ${many ? 'processes' : 'process'}`;
  }
}

function times({ low, expected, high }: Interval): string {
  return `${digits(expected)}× (${digits(low)} to ${digits(high)})`;
}

const digits = (value: number) => (Number.isFinite(value) ? value.toFixed(value < 9.95 ? 2 : 1) : 'unknown');
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
