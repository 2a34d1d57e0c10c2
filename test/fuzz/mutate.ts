/** Damages files: their bytes, and the structure of their JSON. Seeded, so that a finding can be repeated by its number. */
export interface Random {
  /** A whole number below. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

/** Mulberry32: the same numbers for a seed everywhere. */
export function seeded(seed: number): Random {
  let state = seed;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
  };
  return { below, pick: (list) => list[below(list.length)]! };
}

/** What a field may hold instead of what belongs there. */
const wrongValues: readonly unknown[] = [
  null,
  true,
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  1e300,
  '',
  '7',
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '\u0000\ud800"\\',
  [],
  {},
  [[[]]],
  { nodes: [] },
  { callFrame: {} },
  { toString: 1 },
];

export function damageStructure(text: string, random: Random): string {
  const file = JSON.parse(text.replace('\ufeff', '')) as object;
  for (let times = 1 + random.below(3); times > 0; times--) damageOnce(file, random);
  return JSON.stringify(file, null, random.pick([0, 0, 1]));
}

function damageOnce(file: object, random: Random): void {
  let holder = file as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(holder);
    if (keys.length === 0) return;
    const key = random.pick(keys);
    const value = holder[key];
    if (typeof value === 'object' && value !== null && random.below(5) > 0) {
      holder = value as Record<string, unknown>;
      continue;
    }
    switch (random.below(4)) {
      case 0:
        holder[key] = structuredClone(random.pick(wrongValues));
        return;
      case 1:
        if (Array.isArray(holder)) holder.splice(Number(key), 1);
        else delete holder[key];
        return;
      case 2:
        if (Array.isArray(holder)) holder.reverse();
        else for (const moved of keys.slice(0, 1 + random.below(keys.length))) putLast(holder, moved);
        return;
      default:
        if (Array.isArray(holder)) holder.push(...structuredClone([value, ...(holder.slice(0, 3) as unknown[])]));
        else
          holder[random.pick(['id', 'parent', 'children', 'nodes', 'head', 'extra', '__proto__'])] =
            structuredClone(value);
        return;
    }
  }
}

function putLast(holder: Record<string, unknown>, key: string): void {
  const value = holder[key];
  delete holder[key];
  holder[key] = value;
}

export function damageBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let damaged: Uint8Array = bytes.slice();
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(damaged.length + 1);
    const length = random.below(Math.min(40, damaged.length - at) + 1);
    const before = damaged.subarray(0, at);
    const piece = damaged.subarray(at, at + length);
    const after = damaged.subarray(at + length);
    switch (random.below(6)) {
      case 0:
        damaged = before.slice();
        break;
      case 1:
        damaged = joined(before, after);
        break;
      case 2:
        damaged = joined(before, piece, piece, after);
        break;
      case 3:
        damaged = joined(
          before,
          encoded(random.pick(['"', '\\', '{', '}', '[', ']', ',', ':', '-', '1e', '\u0000'])),
          after,
        );
        break;
      case 4:
        damaged = joined(after, before);
        break;
      default:
        damaged[at] = random.below(256);
    }
  }
  return damaged;
}

const encoded = (text: string) => new TextEncoder().encode(text);

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
