/** A calibration as text for a terminal. Pure: the same calibration and look give the same text. */
import type { Calibration, DataRates, ScalingPoint } from '../advice/calibration.ts';
import { bytes, duration, factor, percent } from './quantities.ts';
import { createSheet, type Sheet } from './report/sheet.ts';
import type { Look } from './terminal.ts';

const right = (title: string) => ({ title, align: 'right' }) as const;

/** Ends with a line end. `kept`: it was measured before, and not now. */
export function renderCalibration(calibration: Calibration, look: Look, { kept }: { readonly kept: boolean }): string {
  const sheet = createSheet(look, '');
  const sections = [headline(calibration, kept, sheet), costs(calibration, sheet), speedups(calibration, sheet)];
  const text = [...sections, learned(calibration, sheet), warnings(calibration, sheet)]
    .filter((section) => section.length > 0)
    .map((section) => `${section.join('\n')}\n`)
    .join('\n');
  return `\n${text}`;
}

function headline({ nodeVersion, usableCores, measuredAt }: Calibration, kept: boolean, sheet: Sheet): string[] {
  const when = `${kept ? 'Measured before, at' : 'Measured at'} ${measuredAt}${kept ? '; --fresh measures again.' : '.'}`;
  return [
    sheet.title(`What concurrency costs here, with Node.js ${nodeVersion.replace(/^v/, '')}`),
    ...sheet.paragraph(`${usableCores.toFixed(2)} cores can really be used at once. ${when}`),
  ];
}

function costs(calibration: Calibration, sheet: Sheet): string[] {
  const { workerBytesPerMs: worker, processBytesPerMs: child } = calibration;
  const rate = (bytesPerMs: number) => `${bytes(bytesPerMs * 1000)}/s`;
  const data = (title: string, shape: keyof DataRates) => [title, rate(worker[shape]), rate(child[shape])];
  return sheet.table(
    [{ title: '', align: 'left', grows: 1, cut: 'wrap' }, right('worker thread'), right('process')],
    [
      ['Start to first message', duration(calibration.workerSpawnMs), duration(calibration.processSpawnMs)],
      ['Memory while idle', bytes(calibration.workerRssBytes), bytes(calibration.processRssBytes)],
      ['Empty message, there and back', duration(calibration.roundTripMs), duration(calibration.processRoundTripMs)],
      data('Small objects, one way', 'objects'),
      data('String, one way', 'string'),
      data('Typed array, one way', 'typedArray'),
      ['Array buffer of 8 MiB, handed over', duration(calibration.transferMs), ''],
    ],
  );
}

function speedups({ scaling, poolScaling }: Calibration, sheet: Sheet): string[] {
  const line = (title: string, points: readonly ScalingPoint[]) =>
    points.length === 0
      ? []
      : sheet.paragraph(
          `${title}: ${points.map(({ threads, speedup }) => `${threads}: ${factor(speedup)}`).join(', ')}`,
        );
  return [
    sheet.title('Speed-up by number of threads'),
    ...line('Worker threads that compute', scaling),
    ...line('Thread pool of libuv that hashes', poolScaling),
  ];
}

/** Predictions against what trials measured: how far the advice was off here. */
function learned({ corrections = {} }: Calibration, sheet: Sheet): string[] {
  const models = Object.entries(corrections);
  if (models.length === 0) return [];
  return [
    sheet.title('Predictions against trials on this machine'),
    ...models.flatMap(([model, { factor: correction, trials }]) =>
      sheet.bullet(
        `${model}: ${trials} ${trials === 1 ? 'trial' : 'trials'}; speed-ups like these are now predicted ` +
          `${percent(Math.abs(correction - 1))} ${correction < 1 ? 'lower' : 'higher'}.`,
      ),
    ),
  ];
}

const warnings = ({ warnings: texts = [] }: Calibration, sheet: Sheet): string[] =>
  texts.flatMap((text) => sheet.warning(text));
