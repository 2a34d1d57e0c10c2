/** How the operations of a function follow each other. */
import type { AwaitPattern } from '../../report.ts';
import type { ProgramFrame } from './callSites.ts';
import type { Sites } from './sites.ts';

/** Up to this many at once is one after the other; see the same border of the verdict. */
export const serialInFlight = 1.5;
/** Operations started after an `await` make a function a serial one when they are more than now and then. */
const serialShare = 0.1;

/** Of a function's operations, so many have to be independent ones for changing its loop to be worth a word. */
const independentShare = 0.5;

/** By group, weighted: operations started before the function's first `await`, and after one. */
export interface Steps {
  readonly first: Float64Array;
  readonly later: Float64Array;
  /** Of both, those awaited in a loop of which the source shows that its turns need nothing of each other. */
  readonly independent: Float64Array;
  /** And of which it shows neither that nor the opposite. */
  readonly undecided: Float64Array;
  /** Of these, in a loop that works off a list which grows meanwhile. */
  readonly queued: Float64Array;
  /** In statements that await one after the other, and the source shows that some need nothing of each other. */
  readonly together: Float64Array;
}

/**
 * A function that was called stands above its caller by a call; once it has awaited something, its caller is reached by an
 * `await`. So the frame above tells whether an operation is the first of its function's call or a later one. Above the
 * outermost frame there is nothing to tell by: then all count as first ones, but for two. The top level of a module runs once, so
 * all but one come later. And of a function that others call, whose `await` stands in a loop, all come later: nobody awaits it
 * (`main();`), so nothing is above it from its first `await` on. One that only the event loop calls may be called for each.
 */
export function countSteps(sites: Sites, groupOf: (frame: ProgramFrame) => number, groupCount: number): Steps {
  const first = new Float64Array(groupCount);
  const later = new Float64Array(groupCount);
  const independent = new Float64Array(groupCount);
  const undecided = new Float64Array(groupCount);
  const queued = new Float64Array(groupCount);
  const together = new Float64Array(groupCount);
  const isCalled = new Uint8Array(groupCount);
  for (const { call } of sites.list)
    call.frames.forEach((frame, at) => {
      if (!frame.isDependency && call.frames[at + 1]?.isAwaited === false) isCalled[groupOf(frame)] = 1;
    });
  for (const { call, count } of sites.list) {
    call.frames.forEach((frame, at) => {
      if (frame.isDependency) return;
      const group = groupOf(frame);
      const above = call.frames[at + 1];
      const runsOnce = frame.name === '(top level)';
      const goesOn = isCalled[group] === 1 && (frame.isIndependent || frame.isUndecided);
      const isLater = above === undefined ? runsOnce || goesOn : above.isAwaited;
      const steps = isLater ? later : first;
      steps[group] = (steps[group] as number) + count;
      if (frame.isIndependent) independent[group] = (independent[group] as number) + count;
      if (frame.isUndecided) undecided[group] = (undecided[group] as number) + count;
      if (frame.isOfQueue) queued[group] = (queued[group] as number) + count;
      if (frame.step?.sequence.isShown) together[group] = (together[group] as number) + count;
    });
  }
  return { first, later, independent, undecided, queued, together };
}

export function awaitPatternOf(meanInFlight: number, steps: Steps, group: number): AwaitPattern {
  const [atFirst, afterwards] = [steps.first[group] as number, steps.later[group] as number];
  const isSerial = afterwards > 1 && afterwards >= serialShare * (atFirst + afterwards);
  const pattern = patternOf(meanInFlight, isSerial ? Infinity : 1);
  const enough = Math.max(independentShare * (atFirst + afterwards), fewestSerialSteps);
  const [shown, open] = [steps.independent[group] as number, steps.undecided[group] as number];
  const [queued, together] = [steps.queued[group] as number, steps.together[group] as number];
  // A generator is called for each turn: its loop goes on although each call awaits once.
  if (pattern !== 'concurrent' && queued >= enough) return 'serial-queue';
  if (pattern === 'serial' && shown >= enough) return 'serial-independent';
  // Many calls at once do not make the steps of one of them overlap.
  if (together >= enough) return 'serial-steps';
  if (pattern !== 'serial') return pattern;
  return shown + open >= enough ? 'serial-undecided' : 'serial';
}

/** More operations a call than this on average, one at a time, follow each other. */
const fewestSerialSteps = 1.5;

export function patternOf(meanInFlight: number, operationsPerCall: number): AwaitPattern {
  if (meanInFlight > serialInFlight) return 'concurrent';
  return operationsPerCall >= fewestSerialSteps ? 'serial' : 'single';
}
