/** Why a model cannot take part, of what went wrong with it. */
import { HostEnded, HostRefused } from './host.ts';

/** The function works serially, and not there. */
export class AllFailed extends Error {}

/** A variant that cannot run, as opposed to the end of the trial or a fault of ours. */
export function refusedBecause(error: unknown): string | null {
  if (error instanceof HostEnded) return `${capital(error.message)}.`;
  if (error instanceof HostRefused) return `${capital(error.message)}.`;
  if (error instanceof AllFailed) return `Every call fails there: ${error.message}.`;
  return null;
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
