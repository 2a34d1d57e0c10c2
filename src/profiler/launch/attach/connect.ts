/** From what the user named to a program that answers, with the inspector opened where needed. */
import { setTimeout as delay } from 'node:timers/promises';
import { monotonicMicros } from '../../capture/create.ts';
import { hangsWhenSampled } from '../../capture/format/samplerHangs.ts';
import {
  attachedNodeTooOld,
  connectionLost,
  hangsUnderProfiler,
  notNodeInspector,
  otherProcessAnswers,
  programSilent,
  UserError,
} from '../../errors.ts';
import { ConnectionEnded, connectCdp, type CdpConnection } from './cdpConnection.ts';
import { findWebSocketUrl } from './inspectorList.ts';
import { openInspector } from './openInspector.ts';
import { readListeningPorts } from './procFiles.ts';
import { closeInspector, Probe, type About } from './probe.ts';
import { addressText, type Address, type Target } from './target.ts';

export interface Connected {
  readonly address: Address;
  readonly connection: CdpConnection;
  readonly probe: Probe;
  readonly about: About;
  /** When `about` was answered, by our clock. */
  readonly answeredAt: number;
  /** We opened the inspector, so we close it. */
  readonly openedByUs: boolean;
  /** Its id on this machine; null when the program runs elsewhere. */
  readonly localPid: number | null;
  /** Kernel threads of before we opened the inspector; null when it was open already. */
  readonly threadsBefore: ReadonlySet<number> | null;
}

const oldestMajor = 18;
/** A spinning program answers within some milliseconds, one in a native call when that returns. */
const answersWithinMs = 10_000;

/** Rejects with a UserError; an inspector that was opened for it is closed again. */
export async function connect(target: Target): Promise<Connected> {
  if (target.kind === 'address') return connectTo(target.address, null);
  const opened = await openInspector(target.pid);
  const { openedByUs } = opened;
  const connected = await connectTo(opened.address, { pid: target.pid, openedByUs });
  return { ...connected, openedByUs, threadsBefore: openedByUs ? opened.threadsBefore : null };
}

async function connectTo(address: Address, wanted: { pid: number; openedByUs: boolean } | null): Promise<Connected> {
  const where = addressText(address);
  const connection = await connectCdp(await findWebSocketUrl(address)).catch((error: Error) => {
    throw error instanceof UserError ? error : connectionLost(where, error.message);
  });
  try {
    const answer = await within(answersWithinMs, ask(connection, where), where);
    const { about } = answer;
    if (!(Number.parseInt(about.version, 10) >= oldestMajor)) throw attachedNodeTooOld(about.version);
    if (hangsWhenSampled(about.version, about.execArgv, about.nodeOptions)) throw hangsUnderProfiler(about.version);
    const localPid = await localPidOf(about, address, wanted?.pid ?? null);
    if (wanted && localPid !== wanted.pid) throw otherProcessAnswers(where, about.pid, wanted.pid);
    return { address, connection, ...answer, openedByUs: false, localPid, threadsBefore: null };
  } catch (error) {
    // Not where somebody else's process answers: its inspector is not ours.
    if (wanted?.openedByUs && !isOtherProcess(error)) closeInspector(connection);
    await connection.close();
    throw error;
  }
}

type Answer = Pick<Connected, 'probe' | 'about' | 'answeredAt'>;

async function ask(connection: CdpConnection, where: string): Promise<Answer> {
  try {
    const probe = await Probe.install(connection);
    return { probe, about: await probe.about(), answeredAt: monotonicMicros() };
  } catch (error) {
    if (error instanceof ConnectionEnded) throw connectionLost(where, error.message);
    throw notNodeInspector(where);
  }
}

async function within<T>(ms: number, answer: Promise<T>, where: string): Promise<T> {
  answer.catch(() => undefined); // It may fail when nobody waits any more.
  const tooLate = new AbortController();
  try {
    return await Promise.race([
      answer,
      delay(ms, undefined, { signal: tooLate.signal }).then(() => {
        throw programSilent(where, ms / 1000);
      }),
    ]);
  } finally {
    tooLate.abort();
  }
}

const isOtherProcess = (error: unknown): boolean => error instanceof UserError && error.code === 'otherProcessAnswers';

/** On Linux whoever listens on the port; elsewhere a process with that id that was asked for by it. */
async function localPidOf(about: About, { port }: Address, wanted: number | null): Promise<number | null> {
  if (process.platform !== 'linux') return wanted === about.pid ? wanted : null;
  const candidate = wanted ?? about.pid;
  const ports = await readListeningPorts(candidate).catch(() => new Set<number>());
  return ports.has(port) ? candidate : null;
}
