/** The lines above measured functions. Pure. */
import type { Verdict } from '../../profiler/report.ts';
import type { FileAnnotations, MeasuredFunction } from './annotationIndex.ts';
import { className, duration, percent } from './wording.ts';

export interface Lens {
  /** 1-based. */
  line: number;
  text: string;
}

/** Below half a per cent of the run a function decides nothing, and a line above each would bury the code. */
const leastShare = 0.005;

/** A callback reads as part of the function around it; its own lens is worth a line only where it weighs something. */
const leastAnonymousShare = 0.05;
const anonymous = '(anonymous)';

export function lensesOf(annotations: FileAnnotations, verdict: Verdict): Lens[] {
  const shown = annotations.functions.filter(
    ({ category, name, totalShare }) =>
      category === 'user' && totalShare >= (name === anonymous ? leastAnonymousShare : leastShare),
  );
  const perLine = new Map<number, number>();
  for (const { line } of shown) perLine.set(line, (perLine.get(line) ?? 0) + 1);
  // A name where the line below does not tell it: several functions on one line, callbacks, and the file as a whole.
  return shown.map((measured) => ({
    line: measured.line,
    text:
      (perLine.get(measured.line) === 1 && !isUnnamed(measured) ? '' : `${measured.name}: `) +
      lensText(measured, verdict),
  }));
}

/** Callbacks, and the code outside of all functions, which the report places on the first line and puts in brackets. */
const isUnnamed = ({ name, line }: MeasuredFunction): boolean =>
  name === anonymous || (line === 1 && name === '(top level)');

function lensText(measured: MeasuredFunction, verdict: Verdict): string {
  return [
    `Self ${duration(measured.selfMs)}`,
    `Total ${duration(measured.totalMs)}`,
    percent(measured.totalShare),
    // Says nothing about the program, so the lens does not either.
    ...(verdict.class === 'insufficient-data' ? [] : [`${className(verdict.class)} program`]),
  ].join(' · ');
}
