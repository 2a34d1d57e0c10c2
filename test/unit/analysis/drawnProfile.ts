/**
 * Profiles as one would sketch them: a column a millisecond, a row per stack depth, a letter per function. In the first
 * row `.` is idle, `#` the garbage collector and `%` the program. Samples stand at the start of each column.
 */
import type { CallFrame, CpuProfile, CpuProfileNode } from '../../../src/profiler/capture/format/profiles.ts';

export const microsPerColumn = 1000;

const pseudo: Readonly<Record<string, string>> = { '.': '(idle)', '#': '(garbage collector)', '%': '(program)' };

export interface DrawnFrame {
  name?: string;
  url?: string;
  line?: number;
  scriptId?: string;
}

export interface Drawing {
  /** How often the drawing is repeated, one after the other. */
  times?: number;
  startMicros?: number;
  /** Functions that are more than a letter of `file:///app/main.js`. */
  frames?: Readonly<Record<string, DrawnFrame>>;
}

export function drawProfile(text: string, { times = 1, startMicros = 0, frames = {} }: Drawing = {}): CpuProfile {
  const rows = text.split('\n').filter((row) => row.trim() !== '');
  const width = Math.max(...rows.map((row) => row.length));
  const root: CpuProfileNode = { id: 1, callFrame: frameOf('(root)', '', -1), children: [] };
  const nodes = [root];
  const childOf = new Map<string, CpuProfileNode>();
  const column = Array.from({ length: width }, (_, at) => {
    let node = root;
    for (const row of rows) {
      const letter = row[at] ?? ' ';
      if (letter === ' ') break;
      const key = `${node.id}${letter}`;
      let child = childOf.get(key);
      if (!child) {
        child = { id: nodes.length + 1, callFrame: drawnFrame(letter, frames[letter]), children: [] };
        nodes.push(child);
        node.children?.push(child.id);
        childOf.set(key, child);
      }
      node = child;
    }
    return node.id;
  });
  const samples = Array.from({ length: times }, () => column).flat();
  return {
    nodes,
    startTime: startMicros,
    endTime: startMicros + samples.length * microsPerColumn,
    samples,
    timeDeltas: samples.map((_, at) => (at === 0 ? 0 : microsPerColumn)),
  };
}

function drawnFrame(letter: string, drawn: DrawnFrame = {}): CallFrame {
  const known = pseudo[letter];
  if (known !== undefined) return frameOf(known, '', -1);
  const line = drawn.line ?? letter.charCodeAt(0);
  return {
    ...frameOf(drawn.name ?? letter, drawn.url ?? 'file:///app/main.js', line),
    scriptId: drawn.scriptId ?? '7',
  };
}

const frameOf = (functionName: string, url: string, line: number): CallFrame => ({
  functionName,
  scriptId: '0',
  url,
  lineNumber: line,
  columnNumber: line < 0 ? -1 : 0,
});

/** A frame of a native function, such as `spawn` below `spawnSync`. */
export const native = (name: string): DrawnFrame => ({ name, url: '', line: -1, scriptId: '0' });
