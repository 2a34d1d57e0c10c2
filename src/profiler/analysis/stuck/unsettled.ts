/** Exit code 13: the event loop ran dry while the main module still awaited something. */
import type { Manifest } from '../../capture/format/capture.ts';
import type { Location, StuckReport } from '../../report.ts';
import { fileOfUrl } from '../fileLocation.ts';
import type { MeasuredThread } from '../measureThreads.ts';

export function unsettledPromise(manifest: Manifest, { run }: MeasuredThread): StuckReport | undefined {
  const place = run.events.find((event) => event.k === 'unsettled');
  // Without Node's own warning a program may as well have chosen the number itself; only ES modules await at their top.
  if (!place && manifest.script?.endsWith('.cjs') === true) return undefined;
  const file = place ? fileOfUrl(place.url) : manifest.script;
  const location: Location | null = place && file !== null ? { file, line: place.line, column: 1 } : null;
  const name = file?.split(/[\\/]/).at(-1);
  const where = location
    ? ` at ${name}:${location.line}`
    : name === undefined
      ? ''
      : ` of ${name} or of a module that it imports`;
  return {
    kind: 'unsettled-promise',
    text: `The program ended with exit code 13: a top-level await${where} never settled, and nothing was open that could have settled it.`,
    threads: [
      { id: run.entry.id, name: run.entry.name, stack: location ? [{ name: 'top-level await', location }] : [] },
    ],
  };
}
