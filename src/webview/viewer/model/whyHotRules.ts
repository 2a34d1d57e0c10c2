/**
 * What is known of pseudo, built-in and native frames, and of Node's own: one rule a row, the first that applies counts.
 * Each text says what the time goes to, and then what would make it less.
 */
import type { FlameFrame } from '../../flame/sampledProfile.ts';

interface WhyHotRule {
  readonly applies: (frame: FlameFrame) => boolean;
  readonly text: string;
}

const ofRole =
  (role: FlameFrame['role']) =>
  (frame: FlameFrame): boolean =>
    frame.role === role;

/** Functions of V8 or of an add-on: without a file. Methods are named with their object in some versions of V8. */
const native = (...names: readonly string[]) => {
  const wanted = new Set(names);
  return ({ category, name, url }: FlameFrame): boolean =>
    category === 'native' && url === '' && (wanted.has(name) || wanted.has(name.slice(name.lastIndexOf('.') + 1)));
};

const nativePattern = (pattern: RegExp) => (frame: FlameFrame) =>
  frame.category === 'native' && pattern.test(frame.name);

/** Functions of Node's own modules, whichever of its files they lie in. */
const ofNode =
  (module: RegExp, name: RegExp) =>
  (frame: FlameFrame): boolean =>
    frame.category === 'node' && module.test(frame.url) && name.test(frame.name);

const either =
  (...rules: readonly WhyHotRule['applies'][]) =>
  (frame: FlameFrame): boolean =>
    rules.some((applies) => applies(frame));

export const whyHotRules: readonly WhyHotRule[] = [
  {
    applies: ofRole('idle'),
    text: 'Nothing ran: the event loop waited for I/O or a timer. More in flight at once would fill this time.',
  },
  {
    applies: ofRole('gc'),
    text: 'V8 freed memory while your code stood still. Fewer short-lived objects in the calls that it stands on make it less.',
  },
  {
    applies: ofRole('program'),
    text: 'V8 itself, or native code without a JavaScript caller: compiling, parsing, Node’s start. Long programs show little of it.',
  },
  {
    applies: either(native('wait'), ({ name }) => name === 'atomicsWaitLoop'),
    text: 'The thread slept in Atomics.wait until another thread woke it: a worker without work. This is waiting, not computing.',
  },
  {
    applies: ({ role, name }) => role === 'waiting' && /spawn/.test(name),
    text: 'The thread stood still until a child process ended. spawn or execFile with a promise lets it go on meanwhile.',
  },
  {
    applies: native('fsync', 'fdatasync'),
    text: 'The thread stood still until the disk confirmed the data. Sync less often, or with the asynchronous version.',
  },
  {
    applies: ofRole('waiting'),
    text: 'The thread waited in a synchronous call and computed nothing. An asynchronous version would free it.',
  },
  {
    applies: ({ name, category }) => category === 'native' && name.startsWith('RegExp: '),
    text: 'A regular expression was matched. Nested or overlapping repetitions such as (a+)+ take time that doubles with each character.',
  },
  {
    applies: native('parse'),
    text: 'JSON.parse reads all of its text before it returns. Parse less, once, or in a worker when texts have megabytes.',
  },
  {
    applies: native('stringify'),
    text: 'JSON.stringify walks the whole object before it returns. Write smaller objects, or only what changed.',
  },
  {
    applies: native('structuredClone'),
    text: 'structuredClone copies everything that the object reaches. Copy less, or transfer ArrayBuffers instead.',
  },
  {
    applies: either(native('postMessage'), ofNode(/worker/, /^postMessage$/)),
    text: 'Messages between threads are copied on both sides. Send less, in fewer messages, or transfer ArrayBuffers.',
  },
  {
    applies: native('sort', 'toSorted'),
    text: 'Sorting calls the comparison about n × log2 n times. Precompute its keys, sort less often, or keep only the first few.',
  },
  {
    applies: native('indexOf', 'lastIndexOf', 'includes', 'find', 'findIndex', 'findLast', 'findLastIndex'),
    text: 'This looks at one element after the other. In a loop that is n × n steps; a Set or a Map finds the same in one.',
  },
  {
    applies: native('shift', 'unshift', 'splice'),
    text: 'Adding or removing elsewhere than at the end moves every element behind it. A queue with an index avoids that.',
  },
  {
    applies: native('concat', 'slice', 'from', 'flat', 'flatMap'),
    text: 'This copies the elements into a new array or text. Repeated in a loop, the copies cost more than the work on them.',
  },
  {
    applies: native('replace', 'replaceAll', 'split', 'match', 'matchAll', 'test', 'exec'),
    text: 'Text was searched, and mostly copied. The pattern and the length of the text decide what it costs.',
  },
  {
    applies: native('assign', 'defineProperty', 'defineProperties', 'setPrototypeOf', 'freeze'),
    text: 'Objects were changed property by property, which can take them off V8’s fast paths. Build them in one piece.',
  },
  {
    applies: native('get', 'set', 'has', 'add', 'delete'),
    text: 'Lookups in a Map or Set, one hash each. Many of them, or keys that are long texts made anew each time, add up.',
  },
  {
    applies: native(
      'writeUtf8String',
      'writeLatin1String',
      'writeBuffer',
      'writev',
      'writeAsciiString',
      'writeUcs2String',
    ),
    text: 'Output went to a socket, pipe or terminal in small system calls. Fewer and larger writes cost less; logging does this often.',
  },
  {
    applies: either(
      native('writeString', 'writeBuffers', 'writeFileUtf8'),
      ofNode(/\bfs\b/, /^(?:write|append)\w*Sync$/),
    ),
    text: 'A file was written while the thread stood still. Fewer and larger writes, a stream, or the promise version free it.',
  },
  {
    applies: either(
      native(
        'read',
        'readFileUtf8',
        'internalModuleStat',
        'internalModuleReadJSON',
        'open',
        'stat',
        'lstat',
        'fstat',
        'readdir',
        'existsSync',
      ),
      ofNode(/\bfs\b/, /Sync$/),
    ),
    text: 'The file system was asked while the thread stood still. The promise version in fs/promises lets it go on.',
  },
  {
    applies: ofNode(/crypto/, /(?:pbkdf2|scrypt|hkdf|generateKeyPair|randomBytes|randomFill|sign|verify)(?:Sync)?$/i),
    text: 'Cryptography on this thread. The version with a callback runs in Node’s thread pool instead.',
  },
  {
    applies: ofNode(/crypto/, /^(?:update|digest|final|Hash|hash|createHash)$/),
    text: 'A digest or cipher was computed, in proportion to the bytes. Hash less, or in a worker.',
  },
  {
    applies: ofNode(/zlib/, /Sync$|^(?:processChunkSync|zlibBufferSync)$/),
    text: 'Compression on this thread. The asynchronous version or a stream runs in Node’s thread pool instead.',
  },
  {
    applies: either(
      native('compileFunction', 'compileFunctionForCJSLoader', 'compile', 'Script', 'ContextifyScript'),
      ofNode(/\bvm\b/, /^(?:Script|runIn\w+|compileFunction)$/),
    ),
    text: 'Source text was compiled, mostly while modules load. Load less, later, or bundle; NODE_COMPILE_CACHE keeps the result.',
  },
  {
    applies: ofNode(/modules\/|loader/, /./),
    text: 'Modules were found and loaded. That happens once; fewer or later imports, or one bundle, shorten the start.',
  },
  {
    applies: ofNode(/\butil\b|inspect/, /^(?:inspect|format\w*|formatWithOptions)$/),
    text: 'Values were made into text for the console or a log. Log less, or pass texts instead of objects.',
  },
  {
    applies: either(
      native(
        'toString',
        'utf8Slice',
        'latin1Slice',
        'base64Slice',
        'hexSlice',
        'utf8Write',
        'utf8ToString',
        'decodeUTF8',
        'byteLengthUtf8',
      ),
    ),
    text: 'Text and bytes were converted into each other, in proportion to their length. Keep one of the two where possible.',
  },
  {
    applies: native('compare', 'copy', 'fill', 'swap16', 'swap32'),
    text: 'Memory was copied, filled or compared, in proportion to its length.',
  },
  {
    applies: native(
      'localeCompare',
      'toLocaleString',
      'toLocaleUpperCase',
      'toLocaleLowerCase',
      'format',
      'Collator',
      'NumberFormat',
      'DateTimeFormat',
    ),
    text: 'Rules of a language were looked up. One Intl.Collator, NumberFormat or DateTimeFormat made once is many times faster.',
  },
  {
    applies: native('getStackTrace', 'captureStackTrace', 'prepareStackTraceCallback'),
    text: 'A stack trace was made: errors cost this even when they are caught. Return a value where failure is ordinary.',
  },
  {
    applies: ofNode(
      /errors|source_map/,
      /prepareStackTrace|hideStackFrames|captureLargerStackTrace|findSourceMap|parseSourceMap/,
    ),
    text: 'Stack traces of errors were made, with source maps where these are on. Throw less where failure is ordinary.',
  },
  {
    applies: native('now', 'hrtime', 'hrtimeBigInt', 'performanceNow'),
    text: 'The clock was read. Once is nothing; in the innermost loop it can cost more than the work.',
  },
  {
    applies: nativePattern(/^(?:wasm-function|wasm-to-js|js-to-wasm)/),
    text: 'WebAssembly, or the step between it and JavaScript. Few calls with much work each cost least.',
  },
  {
    applies: ofNode(/task_queues|promises/, /^(?:processTicksAndRejections|runMicrotasks)$/),
    text: 'What ran after awaits and process.nextTick. Its callees are the code that went on; its own time is the cost of many small steps.',
  },
  {
    applies: native('runMicrotasks'),
    text: 'V8 went on with functions after an await. Its own time is the cost of many small steps; larger ones cost less.',
  },
  {
    applies: ofNode(/timers/, /^(?:processTimers|listOnTimeout|processImmediate)$/),
    text: 'Timers came due. Its callees are their callbacks; its own time comes from very many timers.',
  },
];
