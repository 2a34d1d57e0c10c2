/**
 * Self and total time by function, written apart from the product: from the parsed file, sample by sample, a set of names per
 * stack. Slow and plain. Knows standard and legacy
 * files, and puts collections and `(program)` on the stack before them.
 */
interface RawNode {
  id: number;
  callFrame?: { functionName: string; url: string; lineNumber: number; columnNumber: number };
  functionName?: string;
  url?: string;
  lineNumber?: number;
  columnNumber?: number;
  children?: (number | RawNode)[];
  parent?: number;
}
interface RawProfile {
  nodes?: RawNode[];
  head?: RawNode;
  startTime: number;
  endTime: number;
  samples: number[];
  timeDeltas?: number[];
  timestamps?: number[];
}

export interface NaiveTimes {
  self: Map<string, number>;
  total: Map<string, number>;
  /** Of the whole profile. */
  duration: number;
}

export function naiveTimes(file: RawProfile): NaiveTimes {
  const { stackOf, stamps, end, start } = flatten(file);
  const order = stamps.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at || a.index - b.index);
  const self = new Map<string, number>();
  const total = new Map<string, number>();
  let before: string[] = [];
  order.forEach(({ at, index }, place) => {
    const lasts = (order[place + 1]?.at ?? end) - at;
    let stack = stackOf.get(file.samples[index]!) ?? [];
    const top = stack[stack.length - 1] ?? '';
    if (/^\((?:garbage collector|program)\)\|/.test(top)) stack = [...before, top];
    else if (top.startsWith('(idle)')) before = [];
    else before = stack;
    if (stack.length > 0) self.set(top, (self.get(top) ?? 0) + lasts);
    for (const name of new Set(stack)) total.set(name, (total.get(name) ?? 0) + lasts);
  });
  return { self, total, duration: end - start };
}

const keyOf = ({ functionName, url, lineNumber, columnNumber }: NonNullable<RawNode['callFrame']>) =>
  [functionName, url, lineNumber, columnNumber].join('|');

function flatten(file: RawProfile) {
  const stackOf = new Map<number, string[]>();
  const visit = (root: RawNode, frameOf: (node: RawNode) => string, childrenOf: (node: RawNode) => RawNode[]) => {
    const open = [{ node: root, stack: [] as string[] }];
    for (let next = open.pop(); next; next = open.pop()) {
      const name = frameOf(next.node);
      const stack = name.startsWith('(root)') ? [] : [...next.stack, name];
      stackOf.set(next.node.id, stack);
      for (const child of childrenOf(next.node)) open.push({ node: child, stack });
    }
  };
  if (file.head) {
    visit(
      file.head,
      ({ functionName = '', url = '', ...node }) =>
        keyOf({
          functionName,
          url,
          lineNumber: (node.lineNumber ?? 0) - 1,
          columnNumber: (node.columnNumber ?? 0) - 1,
        }),
      (node) => (node.children ?? []) as RawNode[],
    );
    // A stamp beyond the samples belongs to none.
    const stamps = file.timestamps!.slice(0, file.samples.length);
    return { stackOf, stamps, start: Math.min(...stamps), end: Math.max(...stamps) };
  }
  const byId = new Map(file.nodes!.map((node) => [node.id, node]));
  visit(
    file.nodes![0]!,
    (node) => keyOf(node.callFrame!),
    (node) => (node.children ?? []).map((id) => byId.get(id as number)!),
  );
  let at = file.startTime;
  const stamps = file.timeDeltas!.map((delta) => (at += delta));
  return { stackOf, stamps, start: file.startTime, end: file.endTime };
}
