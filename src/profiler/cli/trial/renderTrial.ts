/** A trial as text for a terminal. Pure: the same result and look give the same text. */
import type { TrialModel, TrialResult, TrialVariant } from '../../trialResult.ts';
import { clipPath } from '../layout.ts';
import { bytes, count, duration } from '../quantities.ts';
import { median } from '../../trial/conclude.ts';
import type { NumberColumn } from '../report/numberColumns.ts';
import { createSheet, type Sheet } from '../report/sheet.ts';
import type { Look } from '../terminal.ts';
import { speedupBars } from './speedupBars.ts';

/** Ends with a line end. */
export function renderTrial(result: TrialResult, look: Look, cwd: string): string {
  const sheet = createSheet(look, cwd);
  const sections = [
    headline(result, sheet),
    trialChart(result, sheet),
    numbers(result, sheet),
    sizes(result, sheet),
    notes(result, sheet),
  ];
  const text = sections
    .filter((section) => section.length > 0)
    .map((section) => `${section.join('\n')}\n`)
    .join('\n');
  return `\n${text}`;
}

function headline(
  { function: { name, location, module }, best, conclusion, ...result }: TrialResult,
  sheet: Sheet,
): string[] {
  const place =
    location === null ? sheet.place({ file: module, line: 1, column: 1 }).replace(/:1$/, '') : sheet.place(location);
  const title = `Trial of ${name}`;
  const ended = { finished: '', cancelled: ', cancelled', 'time-limit': ', ended by the time limit' }[result.exit];
  const rounds = `${count(result.calls)} ${result.calls === 1 ? 'call' : 'calls'}, ${roundsText(result)}`;
  return [
    ...(title.length + 1 + place.length <= sheet.textWidth
      ? [`${sheet.title(title)} ${sheet.paint(place, 'dim')}`]
      : [sheet.title(title), ...sheet.dim(clipPath(place, sheet.textWidth, sheet.ellipsis))]),
    ...sheet.dimParagraph(`${rounds}, Node.js ${result.nodeVersion}, ${result.cpuCount} processors${ended}`),
    '',
    ...sheet.paragraph(conclusion).map((line) => sheet.paint(line, 'bold', ...(best ? (['green'] as const) : []))),
  ];
}

/** A trial that ends during its search has measured each variant once, before any round. */
function roundsText({ repeat }: Pick<TrialResult, 'repeat'>): string {
  if (repeat === 0) return 'search only';
  return `${repeat} ${repeat === 1 ? 'round' : 'rounds'}`;
}

/** Shorter ones show no difference. */
const shortestBar = 10;

/** A bar a variant, under a title of its own. */
export function trialChart({ variants, repeat }: TrialResult, sheet: Sheet): string[] {
  if (variants.length === 0) return [];
  const names = variants.map(shortName);
  const values = variants.map(speedupText);
  const [nameWidth, valueWidth] = [names, values].map((texts) => Math.max(...texts.map((text) => text.length))) as [
    number,
    number,
  ];
  const room = sheet.textWidth - nameWidth - valueWidth - 4;
  const bars = speedupBars(
    variants.map(({ model, speedup }) => ({ speedup, isBaseline: model === 'serial' })),
    Math.max(shortestBar, room),
    sheet.look,
    sheet.paint,
  );
  return [
    sheet.title(`Speed-up over serial calls, ${repeat < 2 ? 'each measured once' : 'with 95 % intervals'}`),
    ...variants.map(
      (_, index) =>
        `  ${names[index]!.padEnd(nameWidth)}  ${values[index]!.padStart(valueWidth)}${room < shortestBar ? '' : `  ${bars[index]}`}`,
    ),
  ];
}

const columns: readonly NumberColumn<TrialVariant>[] = [
  { title: 'Calls/s', align: 'right', rank: 1, cell: ({ callsPerSecond }) => rate(callsPerSecond.expected) },
  { title: 'Wall', align: 'right', rank: 2, cell: ({ wallMs }) => duration(median(wallMs)) },
  { title: 'CPU', align: 'right', rank: 3, cell: ({ cpuMs }) => duration(cpuMs) },
  { title: 'Memory', align: 'right', rank: 4, cell: ({ peakRssBytes }) => bytes(peakRssBytes) },
  { title: 'Mean', align: 'right', rank: 7, cell: ({ meanMs }) => duration(meanMs) },
  { title: 'p99', align: 'right', rank: 6, cell: ({ p99Ms }) => duration(p99Ms) },
  { title: 'Start', align: 'right', rank: 8, cell: ({ startMs }) => (startMs >= 1 ? duration(startMs) : '') },
  { title: 'Results', align: 'left', rank: 5, cell: resultsText },
];

function numbers({ variants }: TrialResult, sheet: Sheet): string[] {
  if (variants.length === 0) return [];
  return [
    sheet.title('Measured'),
    ...sheet.table(
      [{ title: '', align: 'left' }, ...columns],
      variants.map((variant) => [shortName(variant), ...columns.map(({ cell }) => cell(variant))]),
    ),
  ];
}

/** What the search measured, for models with a fit. */
function sizes({ variants }: TrialResult, sheet: Sheet): string[] {
  const fitted = variants.filter(({ scaling }) => scaling !== undefined);
  if (fitted.length === 0) return [];
  return [
    sheet.title('Sizes tried'),
    ...fitted.flatMap(({ model, scaling }) => {
      const points = [...scaling!.points].sort((a, b) => a.size - b.size);
      const tried = points.map(({ size, callsPerSecond }) => `${size}: ${rate(callsPerSecond)}/s`).join(', ');
      const peak =
        scaling!.peakSize === null ? '' : ` A fitted scaling law has its peak at ${scaling!.peakSize.toFixed(1)}.`;
      return sheet.bullet(`${modelNames[model]} ${tried}.${peak}`);
    }),
  ];
}

function notes({ refused, warnings }: TrialResult, sheet: Sheet): string[] {
  if (refused.length + warnings.length === 0) return [];
  return [
    sheet.title('Not run, or with care'),
    ...refused.flatMap(({ model, reason }) => sheet.bullet(`${modelNames[model]}: ${reason}`)),
    ...warnings.flatMap((warning) => sheet.warning(warning)),
  ];
}

const modelNames: Record<TrialModel, string> = {
  serial: 'serial',
  async: 'async',
  'worker-threads': 'workers',
  processes: 'processes',
  'distributed-queue': 'queue',
};

const shortName = ({ model, size }: TrialVariant) =>
  size === null ? modelNames[model] : `${modelNames[model]} ${size}`;

function speedupText({ model, speedup: { low, expected, high }, wallMs }: TrialVariant): string {
  if (model === 'serial') return '1×';
  // One measurement has no spread to show.
  if (wallMs.length < 2) return `${digits(expected)}×`;
  return `${digits(expected)}× (${digits(low)}–${digits(high)})`;
}

const digits = (value: number) => value.toFixed(value < 9.95 ? 2 : 1);
const rate = (value: number) => (value < 9.95 ? value.toFixed(2) : count(value));

function resultsText({ model, errors, sameResults }: TrialVariant): string {
  if (errors > 0) return `${count(errors)} failed`;
  return model === 'serial' ? '' : sameResults ? 'same' : 'differ';
}
