/** Says which function burns and which one to move, and why they differ. */
import { isTooShortForMessage, meanCallMs } from './handOver.ts';
import { asSentence, duration, nameOf, percent } from './rule.ts';
import type { Situation } from './situation.ts';

export function reasonsToHandOver(situation: Situation): string[] {
  const { handOver, target, targetShare, machine } = situation;
  if (handOver === null || target === null) return [];
  const { unit, pieces } = handOver;
  const moved = nameOf(unit);
  const burning = asSentence(`${nameOf(target)} and what it calls take ${percent(targetShare)} of the time`);
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
  const { unit, pieces, inner } = handOver;
  if (pieces !== null) return [];
  const instead = inner ? `, or move ${nameOf(inner) ?? 'what it calls'} instead, many calls in a message` : '';
  const cut = `cut its input into pieces, some for each worker${instead}.`;
  if (unit.calls === 1) return [asSentence(`${nameOf(unit)} runs once: ${cut}`)];
  if (isTooShortForMessage(unit, machine))
    return [asSentence(`A call of ${nameOf(unit)} is too short for a message of its own: hand over many at a time.`)];
  return [asSentence(`One call of ${nameOf(unit)} runs in one worker: where it is called once for everything, ${cut}`)];
}
