/**
 * The server behind one port, in several processes: a new entry file that starts it in each. The server's own file stays as
 * it is, so that it still runs alone, in a debugger or in tests, and npm scripts start the new one.
 */
import type { RecommendedAction } from '../../report.ts';
import type { EditResult, FileChange, ProjectFiles } from '../editPlan.ts';
import { nameOf } from '../filePath.ts';
import { groupBy } from '../groupBy.ts';
import { importedModules, withImportedFiles } from '../importedFiles.ts';
import { openSource, type Source } from '../source.ts';
import { findScriptStarts, type ScriptStart } from '../starts/findStarts.ts';
import { compilerOf } from '../compiler.ts';
import { clusterFileOf, clusterText } from './clusterFile.ts';
import { findUnfit } from './unfit.ts';

type Action = Extract<RecommendedAction, { kind: 'run-in-cluster' }>;

export function planRunInCluster({ file, size }: Action, files: ProjectFiles): EditResult {
  const opened = openSource(file, files);
  if (!opened.ok) return opened;
  const { source } = opened;
  const clusterFile = clusterFileOf(file);
  if (files.read(clusterFile) !== null)
    return { ok: false, reason: `${nameOf(clusterFile)} is there already: the server runs in a cluster by it.` };
  const sources = withImportedFiles(source, files);
  const reason = findUnfit(sources);
  if (reason !== null) return { ok: false, reason };
  const starts = findScriptStarts(file, files);
  return {
    ok: true,
    plan: {
      title: `Run ${size} processes of ${nameOf(file)} behind one port (node:cluster)`,
      changes: [
        ...startsChanged(starts.filter((start) => !isForDevelopment(start))),
        { kind: 'create', file: clusterFile, text: clusterText(source, size, compilerOf(file, files)) },
      ],
      packages: [],
      notes: [...startNotes(starts, clusterFile), ...stateNotes(sources)],
    },
  };
}

/** What restarts at every change is for one process, where a debugger finds it. */
const isForDevelopment = ({ script, command }: ScriptStart): boolean =>
  /nodemon|node-dev/.test(command.runner.text) || /--watch\b|\bwatch\b/.test(script);

/** `node server.mjs` → `node server.cluster.mjs`, and nothing else of package.json. */
function startsChanged(starts: readonly ScriptStart[]): FileChange[] {
  const byFile = groupBy(starts, ({ file }) => file);
  return [...byFile].map(([file, ofFile]) => {
    const byLiteral = groupBy(ofFile, ({ literal }) => literal);
    const replacements = [...byLiteral].map(([literal, ofScript]) => {
      const { script, scriptName } = ofScript[0]!;
      const changed = ofScript.reduceRight((text, { command: { program } }) => {
        const named = /^\.?[\\/]?$/.test(program.text) ? clusterFileOf('index.js') : clusterName(program.text);
        return text.slice(0, program.start) + named + text.slice(program.end);
      }, script);
      const label = `Start the cluster in the npm script “${scriptName}”`;
      return { start: literal.start, end: literal.end, text: JSON.stringify(changed), label };
    });
    return { kind: 'change' as const, file, replacements: replacements.sort((a, b) => a.start - b.start) };
  });
}

const clusterName = (program: string): string =>
  /\.[mc]?[jt]s$/.test(program) ? clusterFileOf(program) : `${program}.cluster`;

function startNotes(starts: readonly ScriptStart[], clusterFile: string): string[] {
  const name = nameOf(clusterFile);
  return starts.length === 0
    ? [`No npm script starts the server: start ${name} in its place.`]
    : [
        `What else starts the server, such as a process manager or a container, starts one process until it starts ${name}.`,
      ];
}

/** Libraries that keep something in memory for each process, and what each then needs. */
const keepers: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:ws|socket\.io|websocket|engine\.io)$/,
    'WebSocket clients of one process cannot be reached from the others: broadcasts need a shared channel, and Socket.IO sticky sessions.',
  ],
  [
    /^(?:express-session|cookie-session|@fastify\/session|koa-session)$/,
    'Sessions must lie in a shared store: by default each process keeps its own.',
  ],
  [/rate-?limit/, 'Rate limits are counted by each process unless they have a shared store.'],
  [/^(?:node-cache|lru-cache|memory-cache|keyv|cache-manager)$/, 'Each process has a cache of its own.'],
  [/^(?:node-cron|cron|node-schedule|croner)$/, 'Scheduled jobs run in every process.'],
];

function stateNotes(sources: readonly Source[]): string[] {
  const modules = sources.flatMap(importedModules);
  const notes = keepers.flatMap(([pattern, note]) => (modules.some((module) => pattern.test(module)) ? [note] : []));
  const hasInterval = sources.some(({ text }) => /\bsetInterval\(/.test(text));
  return hasInterval ? [...notes, 'What setInterval repeats runs in every process.'] : notes;
}
