/** An npm script as the commands that it runs, with the place of each word. As much of a shell as scripts in practice need. */

export interface Word {
  readonly start: number;
  readonly end: number;
  /** Without its quotes. */
  readonly text: string;
}

/** One command between `&&`, `||`, `;`, `|` and `&`. */
export type Command = readonly Word[];

export function commandsOf(script: string): Command[] {
  const commands: Word[][] = [[]];
  for (const { 0: text, index } of script.matchAll(/&&|\|\||[;|&]|(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s;&|"'])+/g)) {
    if (/^(?:&&|\|\||[;|&])$/.test(text)) commands.push([]);
    else commands.at(-1)!.push({ start: index, end: index + text.length, text: unquoted(text) });
  }
  return commands.filter((words) => words.length > 0);
}

const unquoted = (word: string): string => word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, '$1$2');

export interface NodeCommand {
  /** `NAME=value` before the program, written for a POSIX shell or for cross-env. */
  readonly assignments: readonly Word[];
  /** `node`, `tsx`, `nodemon`, … */
  readonly runner: Word;
  readonly flags: readonly Word[];
  /** The program file as it is named. */
  readonly program: Word;
}

/** Programs that run a JavaScript or TypeScript file with Node.js and take its flags before the file. */
const runners = new Set(['node', 'tsx', 'nodemon', 'ts-node', 'ts-node-dev', 'node-dev', 'tsm', 'swc-node']);
const prefixes = new Set(['cross-env', 'cross-env-shell', 'npx', 'env']);
/** Flags of Node.js whose value is the next word when no `=` follows; after others the next word is the program. */
const flagsWithValue = new Set([
  ...['-r', '--require', '--import', '--loader', '--experimental-loader', '--env-file', '--env-file-if-exists', '-C'],
  ...[
    '--conditions',
    '--title',
    '--input-type',
    '--watch-path',
    '--max-old-space-size',
    '--stack-size',
    '--cpu-prof-dir',
  ],
  ...[
    '--inspect-port',
    '--tsconfig',
    '--project',
    '-P',
    '--ext',
    '-e',
    '--exec',
    '-w',
    '--watch-preserve-output',
    '--icu-data-dir',
  ],
]);

/** Null when the command runs something else than one program file. */
export function nodeCommandOf(command: Command): NodeCommand | null {
  let next = 0;
  const assignments: Word[] = [];
  for (; next < command.length; next++) {
    const word = command[next]!;
    if (/^[A-Za-z_][A-Za-z_0-9]*=/.test(word.text)) assignments.push(word);
    else if (!prefixes.has(word.text) && word.text !== '--') break;
  }
  const runner = command[next];
  if (!runner || !runners.has(commandName(runner.text))) return null;
  const flags: Word[] = [];
  for (next += 1; next < command.length; next++) {
    const word = command[next]!;
    if (word.text === 'watch' && commandName(runner.text) === 'tsx') continue;
    if (!word.text.startsWith('-')) return { assignments, runner, flags, program: word };
    flags.push(word);
    if (flagsWithValue.has(word.text) && !word.text.includes('=') && next + 1 < command.length)
      flags.push(command[++next]!);
  }
  return null;
}

/** `./node_modules/.bin/tsx.cmd` → `tsx`. */
const commandName = (text: string): string => text.replace(/^.*[\\/]/, '').replace(/\.(?:exe|cmd)$/, '');
