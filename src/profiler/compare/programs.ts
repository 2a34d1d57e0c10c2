/** Whether two commands run one program: by the script, not by how Node is called or where the project lies. Pure. */
import type { RunInfo } from '../report.ts';

export interface Program {
  /** What is run: a script, seen from the working folder; the code given to --eval; or another binary's name. */
  readonly script: string;
  /** The same, as the user wrote it. */
  readonly shown: string;
  readonly nodeOptions: readonly string[];
  readonly arguments: readonly string[];
}

/** Options of Node whose value is the next word, where it does not stand behind `=`. */
const withValue = new Set(
  (
    '-r --require --import --loader --experimental-loader -C --conditions --env-file --title --input-type ' +
    '--inspect-port --stack-trace-limit --icu-data-dir --openssl-config --redirect-warnings --disable-warning'
  ).split(' '),
);
const evaluates = new Set(['-e', '--eval', '-p', '--print', '-pe']);

export function programOf({ command, cwd }: Pick<RunInfo, 'command' | 'cwd'>): Program {
  const [first = '', ...words] = command;
  const nodeOptions: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (evaluates.has(word)) {
      const code = words[at + 1] ?? '';
      return { script: `eval:${code}`, shown: `${word} ${code}`, nodeOptions, arguments: words.slice(at + 2) };
    }
    if (!word.startsWith('-') || word === '-') {
      return { script: placeOf(word, cwd), shown: word, nodeOptions, arguments: words.slice(at + 1) };
    }
    nodeOptions.push(word);
    const value = withValue.has(word) ? words[++at] : undefined;
    if (value !== undefined) nodeOptions.push(value);
  }
  const name = baseName(slashed(first));
  return { script: `command:${name}`, shown: name, nodeOptions, arguments: [] };
}

/** As `profile-concurrency` names the file by which it runs a server in a cluster: `server.cluster.mjs` runs `server.mjs`. */
const clusterEntry = /\.cluster(?=\.[^./]+$)/;

/** From the working folder where the script lies inside it: a project may have been copied. */
function placeOf(script: string, cwd: string): string {
  const base = slashed(cwd).replace(/\/+$/, '');
  const path = slashed(script);
  const isAbsolute = path.startsWith('/') || /^[a-z]:/i.test(path);
  const full = withoutDots(isAbsolute ? path : `${base}/${path}`);
  const inside = base !== '' && full.startsWith(`${base}/`) ? full.slice(base.length + 1) : full;
  return inside.replace(clusterEntry, '');
}

function withoutDots(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

const slashed = (path: string): string => path.replaceAll('\\', '/');
const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Inside of one folder a script has one place, from wherever it was started. */
export const isSameProgram = (before: RunInfo, after: RunInfo): boolean =>
  programOf(before).script === programOf(after).script || fullPlace(before) === fullPlace(after);

const fullPlace = ({ command, cwd }: RunInfo): string => {
  const { script } = programOf({ command, cwd });
  return script.includes(':') || script.startsWith('/') ? script : `${slashed(cwd).replace(/\/+$/, '')}/${script}`;
};
