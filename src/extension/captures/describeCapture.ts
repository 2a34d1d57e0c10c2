/** What the list says about a capture. Pure. */
import { className, duration } from '../languageServer/wording.ts';
import { timeAgo } from '../wording.ts';
import type { ListedCapture } from './listedCapture.ts';

/** "CPU-bound · 3.2 s · 5 min ago". */
export function describeCapture(capture: ListedCapture, now: Date): string {
  return [
    capture.verdict === null ? null : className(capture.verdict.class),
    capture.wallMs === null ? null : duration(capture.wallMs),
    timeAgo(new Date(capture.startedAt), now),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** A codicon. */
export function iconOf(capture: ListedCapture): string {
  switch (capture.verdict?.class) {
    case 'cpu-bound':
      return 'flame';
    case 'io-bound':
      return 'watch';
    case 'mixed':
      return 'pulse';
    case 'insufficient-data':
      return 'question';
    case undefined:
      return 'graph';
  }
}

/** Markdown. What a program may have put into a name stays text. */
export function tooltipOf(capture: ListedCapture): string {
  const lines = [
    capture.verdict === null ? null : verdictOf(capture.verdict),
    escapeMarkdown(capture.command.join(' ')),
    `In ${escapeMarkdown(capture.cwd)}`,
    `${new Date(capture.startedAt).toLocaleString()}, Node.js ${escapeMarkdown(capture.nodeVersion)}`,
    endOf(capture),
  ];
  return lines.filter((line) => line !== null).join('\n\n');
}

/** The summary begins with the class already, unless there is too little to judge. */
function verdictOf({ class: bound, summary }: NonNullable<ListedCapture['verdict']>): string {
  const name = className(bound);
  const rest = summary.startsWith(`${name}: `) ? summary.slice(name.length + 2) : summary;
  return `**${name}.** ${escapeMarkdown(rest.charAt(0).toUpperCase() + rest.slice(1))}`;
}

function endOf(capture: ListedCapture): string {
  switch (capture.endedBy) {
    case 'stopped':
      return capture.attached ? 'Attached; the program ran on' : 'Stopped by you';
    case 'killed':
      return 'Ended by a signal';
    case 'crashed':
      return capture.exitCode === null ? 'Crashed' : `Crashed with exit code ${capture.exitCode}`;
    case 'exited':
      return `Ended with exit code ${capture.exitCode ?? 'unknown'}`;
    case null:
      return 'Still recording, or cut off';
  }
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~$&]/g, '\\$&');
}
