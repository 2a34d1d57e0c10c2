/** How a program ended, in one word. */
import type { RunOutcome } from './api.ts';

type Exit = RunOutcome['exit'];

/** Who ended it, as far as we know: nobody; we did; the user did, with Ctrl-C in the terminal. */
export type EndedBy = 'itself' | 'us' | 'terminal';

// Raised by the program's own fault. An out-of-memory V8 ends with SIGABRT (SIGTRAP or SIGILL in some builds).
const faults = new Set<NodeJS.Signals>(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP', 'SIGSYS']);
/** Windows reports faults as exit codes from 0xC0000000 on, and abort() as 134. */
const firstWindowsFault = 0xc0000000;
const abortCode = 134;

export function exitOf(code: number | null, signal: NodeJS.Signals | null, endedBy: EndedBy): Exit {
  if (endedBy === 'us') return { code, signal, reason: 'stopped' };
  if (signal !== null) {
    if (faults.has(signal)) return { code, signal, reason: 'crashed' };
    return { code, signal, reason: endedBy === 'terminal' ? 'stopped' : 'killed' };
  }
  const fault = code !== null && process.platform === 'win32' && (code >= firstWindowsFault || code === abortCode);
  return { code, signal, reason: fault ? 'crashed' : 'exited' };
}
