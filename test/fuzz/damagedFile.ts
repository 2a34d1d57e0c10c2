import { damageBytes, damageStructure, seeded } from './mutate.ts';
import { seedFiles, type SeedFile } from './seeds.ts';

/** One file per number, the same everywhere: damaged in its structure, its bytes, or both. */
export function damagedFile(seed: number): SeedFile {
  const random = seeded(seed);
  const { name, bytes } = random.pick(seedFiles);
  const way = random.below(3);
  const restructured =
    way === 0 ? bytes : new TextEncoder().encode(damageStructure(new TextDecoder().decode(bytes), random));
  return { name, bytes: way === 1 ? restructured : damageBytes(restructured, random) };
}
