/** `npm start [-- script args…]`: installs, builds, profiles the script (or an example) and prints the report. */
import { ensureInstalled, root } from './setup.mjs';
import { spawn } from 'node:child_process';
import path from 'node:path';

ensureInstalled();
const { build } = await import('./build.mjs');
await build();

const [script = path.join('examples', 'mixed-fetch-and-parse.mjs'), ...args] = process.argv.slice(2);
// npm changes to the package's folder; a path that the user typed is meant from where they typed it.
const cwd = process.argv.length > 2 ? (process.env.INIT_CWD ?? process.cwd()) : root;
const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), 'run', '--html', '--', script, ...args], {
  cwd,
  stdio: 'inherit',
});
// The terminal sends Ctrl-C to both; the command line handles it and we wait for its answer.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    if (signal !== 'SIGINT') child.kill(signal);
  });
child.on('error', (error) => {
  console.error(error.message);
  process.exit(70);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
