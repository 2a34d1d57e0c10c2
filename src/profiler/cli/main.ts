/** The command line: `node dist/cli.js run SCRIPT`. Only wires; each command has its file. */
import { notInThisVersion, usage, UserError } from '../errors.ts';
import { toolVersion } from '../capture/toolVersion.ts';
import { attachCommand } from './attachCommand.ts';
import { calibrateCommand } from './calibrateCommand.ts';
import { compareCommand } from './compareCommand.ts';
import { profilingFailed } from './exitStatus.ts';
import { help } from './help.ts';
import { reportCommand } from './reportCommand.ts';
import { runCommand } from './runCommand.ts';
import { trialCommand } from './trialCommand.ts';

type Command = (words: readonly string[]) => Promise<number> | number;

const print = (text: string) => () => {
  process.stdout.write(text);
  return 0;
};
const later = (name: string) => () => {
  throw notInThisVersion(name);
};
const commands: Readonly<Record<string, Command>> = {
  run: (words) => (asksForHelp(words) ? print(help)() : runCommand(words)),
  report: (words) => (asksForHelp(words) ? print(help)() : reportCommand(words)),
  compare: (words) => (asksForHelp(words) ? print(help)() : compareCommand(words)),
  trial: (words) => (asksForHelp(words) ? print(help)() : trialCommand(words)),
  calibrate: (words) => (asksForHelp(words) ? print(help)() : calibrateCommand(words)),
  export: later('export'),
  attach: (words) => (asksForHelp(words) ? print(help)() : attachCommand(words)),
  help: print(help),
  '--help': print(help),
  '-h': print(help),
  '--version': print(`${toolVersion}\n`),
  '-v': print(`${toolVersion}\n`),
};

/** Before the program's name only: `run script.js --help` asks the program. */
const asksForHelp = ([first]: readonly string[]) => first === '--help' || first === '-h';

async function main([name, ...words]: readonly string[]): Promise<number> {
  if (name === undefined) throw usage('No command is named.');
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw usage(`There is no command "${name}".`);
  return command(words);
}

// Whoever reads our output may leave early, as `head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? process.exitCode : profilingFailed),
  );
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    // A UserError is a sentence; anything else is a fault of ours, and the stack is what a report of it needs.
    const text =
      error instanceof UserError ? error.message : `Internal error: ${(error as Error)?.stack ?? String(error)}`;
    process.stderr.write(`profile-concurrency: ${text}\n`);
    process.exitCode = profilingFailed;
  },
);
