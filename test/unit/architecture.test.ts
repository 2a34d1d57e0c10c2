/** Arrows between folders point one way only; see ARCHITECTURE.md. Walks every import of src and compares with the table. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');

/** Folder → what it may import, as path prefixes below src; the longest matching folder counts. `node:` and packages by name. */
const rules: Record<string, { src: string[]; node: boolean; packages: string[] | 'any' }> = {
  // A guest in somebody else's program: no package, nothing of ours but the format of what it writes.
  'profiler/agent': {
    src: ['profiler/agent', 'profiler/capture/format', 'profiler/report.ts', 'profiler/units.ts'],
    node: true,
    packages: [],
  },
  'profiler/capture/format': {
    src: ['profiler/capture/format', 'profiler/report.ts', 'profiler/units.ts', 'profiler/errors.ts'],
    node: false,
    packages: [],
  },
  'profiler/capture': {
    src: [
      'profiler/capture',
      'profiler/syntax',
      'profiler/report.ts',
      'profiler/trialResult.ts',
      'profiler/units.ts',
      'profiler/errors.ts',
    ],
    node: true,
    packages: 'any',
  },
  // Pure: what the text of a script means.
  'profiler/syntax': { src: ['profiler/syntax'], node: false, packages: ['@babel/parser', '@babel/types'] },
  // Pure: recorded data in, plain data out.
  'profiler/analysis': {
    src: [
      'profiler/analysis',
      'profiler/capture/format',
      'profiler/report.ts',
      'profiler/units.ts',
      'profiler/errors.ts',
    ],
    node: false,
    packages: ['@jridgewell/trace-mapping'],
  },
  'profiler/advice': {
    src: [
      'profiler/advice',
      'profiler/report.ts',
      'profiler/trialResult.ts',
      'profiler/units.ts',
      'profiler/errors.ts',
    ],
    node: false,
    packages: [],
  },
  // Pure: source text in, replacements out.
  'profiler/edit': {
    src: ['profiler/edit', 'profiler/syntax', 'profiler/report.ts', 'profiler/errors.ts'],
    node: false,
    // Of '@babel/types' the types only.
    packages: ['@babel/parser', '@babel/types'],
  },
  'profiler/compare': {
    src: [
      'profiler/compare',
      'profiler/comparison.ts',
      'profiler/report.ts',
      'profiler/units.ts',
      'profiler/errors.ts',
    ],
    node: false,
    packages: [],
  },
  'profiler/launch': {
    src: ['profiler/launch', 'profiler/capture', 'profiler/report.ts', 'profiler/units.ts', 'profiler/errors.ts'],
    node: true,
    packages: 'any',
  },
  // Runs in processes of the user's Node.
  'profiler/trial/host': {
    src: ['profiler/trial/host', 'profiler/trial/hostMessages.ts'],
    node: true,
    packages: ['piscina', 'p-map', 'bullmq', 'ioredis'],
  },
  profiler: { src: ['profiler'], node: true, packages: 'any' },
  'extension/languageServer': { src: ['extension/languageServer', 'profiler'], node: true, packages: 'any' },
  extension: { src: ['extension', 'profiler', 'webview/protocol.ts'], node: true, packages: 'any' },
  webview: {
    src: [
      'webview',
      'profiler/report.ts',
      'profiler/comparison.ts',
      'profiler/trialResult.ts',
      'profiler/units.ts',
      'profiler/errors.ts',
      'profiler/capture/format',
    ],
    node: false,
    packages: ['chart.js', '@vscode/webview-ui-toolkit'],
  },
};

const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts'));

const ruleFolder = (file: string) =>
  Object.keys(rules)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, 'src', file), 'utf8');
  const found = text.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
  );
  return [...found].map((match) => ({ target: match[2] ?? match[3] ?? '', typeOnly: match[1] !== undefined }));
}

function complaint(file: string, target: string): string | null {
  const folder = ruleFolder(file);
  if (folder === undefined) return `${file} lies in no room of the architecture`;
  const rule = rules[folder]!;
  if (target === 'vscode' || target.startsWith('vscode-language')) {
    if (target === 'vscode' && (!folder.startsWith('extension') || folder === 'extension/languageServer'))
      return `${file} imports ${target}`;
    return folder.startsWith('extension') ? null : `${file} imports ${target}`;
  }
  if (target.startsWith('node:')) return rule.node ? null : `${file} is to stay free of Node and imports ${target}`;
  const relative = target.replace(/^worker:/, '');
  if (relative.startsWith('.')) {
    const resolved = path.posix.join(path.posix.dirname(file), relative);
    const allowed = rule.src.some((prefix) => resolved === prefix || resolved.startsWith(`${prefix}/`));
    return allowed ? null : `${file} imports ${resolved}, an arrow that does not exist`;
  }
  const allowed =
    rule.packages === 'any' || rule.packages.some((name) => target === name || target.startsWith(`${name}/`));
  return allowed ? null : `${file} imports the package ${target}`;
}

test('every import follows the arrows of the architecture', () => {
  assert.ok(files.length > 20, 'the sources were found');
  const complaints = files.flatMap((file) => importsOf(file).map(({ target }) => complaint(file, target)));
  assert.deepEqual(
    complaints.filter((entry) => entry !== null),
    [],
  );
});

test('the check sees arrows that point up, foreign packages and Node in pure rooms', () => {
  assert.match(complaint('profiler/analysis/x.ts', '../../extension/panel.ts') ?? '', /arrow/);
  assert.match(complaint('profiler/agent/x.ts', '../launch/run.ts') ?? '', /arrow/);
  assert.match(complaint('profiler/advice/x.ts', 'node:fs') ?? '', /free of Node/);
  assert.match(complaint('profiler/agent/x.ts', 'picocolors') ?? '', /package/);
  assert.match(complaint('profiler/cli/x.ts', 'vscode') ?? '', /imports vscode/);
  assert.match(complaint('extension/languageServer/x.ts', 'vscode') ?? '', /imports vscode/);
  assert.match(complaint('extension/x.ts', '../webview/main.ts') ?? '', /arrow/);
  assert.equal(complaint('extension/x.ts', '../webview/protocol.ts'), null);
  assert.equal(complaint('webview/x.ts', '../profiler/capture/format/profiles.ts'), null);
});

test('no two files import one another, types aside', () => {
  const edges = new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter(({ target, typeOnly }) => target.startsWith('.') && !typeOnly)
        .map(({ target }) => path.posix.join(path.posix.dirname(file), target)),
    ]),
  );
  const done = new Set<string>();
  const cycleFrom = (file: string, trail: string[]): string[] | null => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of edges.get(file) ?? []) {
      const cycle = cycleFrom(next, [...trail, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of files) assert.equal(cycleFrom(file, [])?.join(' → '), undefined);
});
