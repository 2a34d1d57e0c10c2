/** The rows of the matrix: a program in test/fixtures/programs/robust, Node flags before it, arguments behind it. */
export interface RobustCase {
  readonly file: string;
  readonly flags?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Nothing can be recorded; the program still runs as without us. */
  readonly unprofiled?: boolean;
}

/** V8's sampler hangs with it; see agent/noSampling.ts. */
export const unsampledFlag = '--interpreted-frames-native-stack';

/** Together as far as they do not disturb each other: a run takes most of a second. */
const flags = [
  '',
  '--disable-proto=delete --disallow-code-generation-from-strings --no-addons --pending-deprecation',
  '--disable-proto=throw --throw-deprecation --unhandled-rejections=strict',
  '--frozen-intrinsics --trace-warnings --expose-gc',
  '--jitless --no-deprecation',
  '--unhandled-rejections=none --no-warnings --stack-trace-limit=2 --preserve-symlinks --preserve-symlinks-main',
  '--unhandled-rejections=warn --enable-source-maps --trace-deprecation --conditions=development',
  '--max-old-space-size=200 --single-threaded --no-node-snapshot',
  unsampledFlag,
  '--abort-on-uncaught-exception --no-global-search-paths --no-experimental-global-webcrypto',
  '--no-experimental-require-module',
  '--no-experimental-global-navigator',
];

const hostile = [
  'process performance console',
  'queueMicrotask',
  'timers buffer',
  'json atomics shared reflect',
  'symbol map math array',
  'limit error',
  'object promise prepare',
  'limitFrozen freeze',
  'setter cwd',
  'inherited',
  'then env listeners',
  'exit emit binding require',
  'reallyExit',
];

const words = (text: string): string[] => text.split(' ').filter(Boolean);

export const robustCases: readonly RobustCase[] = [
  ...flags.map((own) => ({ file: 'everything.cjs', flags: words(own) })),
  ...hostile.map((what) => ({ file: 'hostile.cjs', args: words(what) })),
  { file: 'everything.cjs', env: { NODE_OPTIONS: '--no-warnings --stack-trace-limit=7' } },
  { file: 'everything.cjs', env: { NODE_OPTIONS: unsampledFlag } },
  { file: 'patches.cjs' },
  { file: 'looks.cjs', flags: ['--pending-deprecation'], env: { NODE_OPTIONS: '--trace-warnings' } },
  { file: 'isolated.cjs' },
  { file: 'strict.mjs' },
  { file: 'strict.mjs', flags: ['--frozen-intrinsics', '--disable-proto=throw'] },
  { file: 'ends.cjs', input: 'some input\nof two lines' },
];
