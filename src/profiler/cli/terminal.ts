/** What a stream can show: its width, colours and characters. */

export interface Look {
  readonly width: number;
  readonly colour: boolean;
  /** Box and block characters; plain ASCII otherwise. */
  readonly unicode: boolean;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Where nobody says how wide it is: files, pipes, logs. */
const widthElsewhere = 80;
/** Below this no name fits beside a number; above, lines become hard to read. */
const narrowest = 40;
const widest = 120;

export function lookOf(stream: Stream, env: NodeJS.ProcessEnv): Look {
  const columns = stream.columns ?? (Number(env.COLUMNS) || widthElsewhere);
  return {
    width: Math.min(widest, Math.max(narrowest, columns)),
    colour: wantsColour(stream, env),
    unicode: showsUnicode(env),
  };
}

/** NO_COLOR and FORCE_COLOR as https://no-color.org and https://force-color.org describe them; NO_COLOR wins. */
function wantsColour(stream: Stream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR);
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** The C locale has no other characters; where no locale is set at all, log viewers show UTF-8. */
function showsUnicode(env: NodeJS.ProcessEnv): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return env.TERM !== 'dumb' && env.TERM !== 'linux' && !/^(C|POSIX)$/.test(locale);
}

export type Tone = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';

const codes: Readonly<Record<Tone, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
};

export type Paint = (text: string, ...tones: Tone[]) => string;

export function paintFor({ colour }: Look): Paint {
  if (!colour) return (text) => text;
  return (text, ...tones) =>
    tones.reduce((painted, tone) => `\u001b[${codes[tone][0]}m${painted}\u001b[${codes[tone][1]}m`, text);
}
