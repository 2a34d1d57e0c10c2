/**
 * The size in npm scripts. Where a script sets variables already, ours joins them. Otherwise it goes into a file that
 * Node.js reads at its start (`--env-file`), because `NAME=value node …` is no command for the shell that npm uses on
 * Windows, and a package such as cross-env, which its author has called finished, would be one more thing to install.
 * The file is one of our own: an `.env` holds secrets, is often not in the repository, and may not be there at all.
 */
import type { ProjectFiles, Replacement } from '../editPlan.ts';
import { folderOf, joinPath } from '../filePath.ts';
import { groupBy } from '../groupBy.ts';
import type { Word } from '../starts/commandLine.ts';
import type { ScriptStart } from '../starts/findStarts.ts';
import type { StartEdit } from './index.ts';
import { variable } from './variable.ts';

const envFileName = 'threadpool.env';
const assignment = new RegExp(`^${variable}=`);
/** Runners that hand `--env-file` to Node.js. */
const takesEnvFile = /(?:^|[\\/])(?:node|tsx)(?:\.exe|\.cmd)?$/;

const envFileNotes = [
  `The scripts need Node.js 20.6 or later (--env-file).`,
  `On Windows, Node.js takes the size of the pool from such a file only with libuv 1.52 or later (process.versions.uv); otherwise set ${variable} in the system's environment.`,
];

/** One edit a script; several commands of one script may start the program. */
export function sizeInScripts(starts: readonly ScriptStart[], size: number, files: ProjectFiles): StartEdit[] {
  const byLiteral = groupBy(starts, ({ file, literal }) => `${file}\n${literal.start}`);
  return [...byLiteral.values()].map((ofScript) => sizeInScript(ofScript, size, files));
}

interface WordEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function sizeInScript(starts: readonly ScriptStart[], size: number, files: ProjectFiles): StartEdit {
  const { file, scriptName, script, literal } = starts[0]!;
  const where = `npm script “${scriptName}”`;
  const edits: WordEdit[] = [];
  const changes: StartEdit['changes'][number][] = [];
  const notes: string[] = [];
  for (const { command } of starts) {
    const present = command.assignments.find(({ text }) => assignment.test(text));
    const envFile = envFileWithSize(command.flags, folderOf(file), files);
    const last = command.assignments.at(-1);
    if (present) edits.push({ start: present.start, end: present.end, text: `${variable}=${size}` });
    else if (envFile) changes.push(...sizeInEnvFile(envFile, size, files));
    else if (last) edits.push({ start: last.end, end: last.end, text: ` ${variable}=${size}` });
    else if (takesEnvFile.test(command.runner.text)) {
      const { start } = command.program;
      edits.push({ start, end: start, text: `--env-file=${envFileName} ` });
      changes.push(...sizeInEnvFile(joinPath(folderOf(file), envFileName), size, files));
      notes.push(...envFileNotes);
    } else {
      const refusal = `The npm script “${scriptName}” starts the program with ${command.runner.text}: set ${variable}=${size} in its environment.`;
      return { where, changes: [], notes: [], refusal };
    }
  }
  const changed = edits.reduceRight(
    (text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end),
    script,
  );
  if (changed !== script) {
    const label = `${variable} in the ${where}`;
    const replacement: Replacement = { start: literal.start, end: literal.end, text: JSON.stringify(changed), label };
    changes.unshift({ kind: 'replace', file, with: replacement });
  }
  return { where, changes, notes };
}

/** The last file of variables of the command that sets the size. */
function envFileWithSize(flags: readonly Word[], folder: string, files: ProjectFiles): string | undefined {
  const named = flags.flatMap(({ text }, index) => {
    const [, value] = /^--env-file(?:-if-exists)?(?:=(.*))?$/.exec(text) ?? [];
    if (value !== undefined) return [value];
    return /^--env-file(?:-if-exists)?$/.test(text) ? [flags[index + 1]?.text ?? ''] : [];
  });
  return named.map((name) => joinPath(folder, name)).findLast((file) => lineOfSize.test(files.read(file) ?? ''));
}

const lineOfSize = new RegExp(`^([^\\S\\n]*(?:export[^\\S\\n]+)?${variable}[^\\S\\n]*=)([^\\r\\n]*)`, 'm');

function sizeInEnvFile(file: string, size: number, files: ProjectFiles): StartEdit['changes'] {
  const text = files.read(file);
  const label = `${variable} of the file that the script names`;
  const line = `${variable}=${size}\n`;
  if (text === null)
    return [
      {
        kind: 'create',
        file,
        text: `# Threads that file system, DNS lookup, crypto and zlib operations run on. Node.js reads this when it starts.\n${line}`,
      },
    ];
  const found = lineOfSize.exec(text);
  if (!found) {
    const before = text === '' || text.endsWith('\n') ? '' : '\n';
    return [{ kind: 'replace', file, with: { start: text.length, end: text.length, text: before + line, label } }];
  }
  const [, name, value] = found;
  if (Number(/[^\s"'`#]+/.exec(value!)?.[0]) === size) return [];
  const start = found.index + name!.length;
  return [{ kind: 'replace', file, with: { start, end: start + value!.length, text: String(size), label } }];
}
