/** A loop that only computes: no memory, no allocation, nothing that V8 could leave out. */
export function spin(iterations: number): number {
  let state = 1;
  for (let turn = 0; turn < iterations; turn++) state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
  return state;
}
