/** Says which function burns and which one to move, and why they differ. */
import { isTooShortForMessage, meanCallMs } from './handOver.ts';
import { nameOf, percent } from './rule.ts';
import type { Situation } from './situation.ts';

export function reasonsToHandOver(situation: Situation): string[] {
  const { handOver, target, targetShare, machine } = situation;
  if (handOver === null || target === null) return [];
  const { unit, pieces } = handOver;
  const moved = nameOf(unit);
  const burning = `${nameOf(target)} and what it calls take ${percent(targetShare)} of the time`;
  if (pieces !== null) {
    const mean = duration(meanCallMs(unit) ?? 0);
    const calls = `each of the ${pieces} calls of ${moved} takes ${mean} on average, and a message ${duration(machine.roundTripMs)}`;
    return [unit === target ? `${burning}; ${calls}.` : `${burning}. Move ${moved}: ${calls}.`];
  }
  if (unit === target) return [`${burning}.`];
  const mean = meanCallMs(target);
  const reason =
    mean !== null && isTooShortForMessage(target, machine)
      ? `a call of ${nameOf(target)} takes ${duration(mean)} on average, and a message to a worker ${duration(machine.roundTripMs)} and its data`
      : `a message to a worker for every call of ${nameOf(target)} could cost more than it gains`;
  return [`${burning}. Move ${moved}, which covers it: ${reason}.`];
}

export function caveatsOfHandOver({ handOver, machine }: Situation): string[] {
  if (handOver === null) return [];
  const { unit } = handOver;
  if (unit.calls === 1) return [`${nameOf(unit)} runs once: cut its input into pieces, some for each worker.`];
  return isTooShortForMessage(unit, machine)
    ? [`A call of ${nameOf(unit)} is too short for a message of its own: hand over many at a time.`]
    : [];
}

/** Of a call or a message: 8.4 µs, 1.3 ms, 2.1 s. */
function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms >= 1 ? `${ms.toFixed(1)} ms` : `${(ms * 1000).toFixed(ms < 0.01 ? 1 : 0)} µs`;
}
