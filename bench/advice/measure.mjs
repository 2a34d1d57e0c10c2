/** Everything that is measured of a program: one profiled run, then original and variants in turns. */
import { tsImport } from 'tsx/esm/api';
import { profileOriginal, timeVariant } from './execute.mjs';
import { variantFor } from './variantFor.mjs';

/** Null where the program does not run on this platform. */
export async function measure(entry, { repeat, profiler, scratch }) {
  const program = await load(entry.url.href);
  if (program.platforms && !program.platforms.includes(process.platform)) return null;
  const report = await profileOriginal(entry, program, profiler, scratch);
  const plans = plansOf(program.variants, report.recommendations[0]);
  // In turns, so that what slows the machine for a while slows them all.
  for (let round = 0; round < repeat; round++)
    for (const plan of plans) {
      const { ms, result } = await timeVariant(entry, program, plan);
      plan.times.push(ms);
      plan.results.push(result);
    }
  const { recommendations, ...rest } = report;
  const { name, group } = entry;
  return {
    name,
    group,
    shape: program.shape,
    report: rest,
    machine: profiler.machine,
    recommendations,
    measured: plans,
  };
}

const load = (url) => (url.endsWith('.ts') ? tsImport(url, import.meta.url) : import(url));

/** Each variant with each of its sizes, and the advised one with the advised size. */
function plansOf(variants, advice) {
  const advised = variantFor(variants, advice);
  return Object.entries(variants).flatMap(([variant, { model = 'keep', sizes = [null] }]) => {
    const all = advised?.variant === variant ? [...new Set([...sizes, advised.size])] : sizes;
    return all.map((size) => ({ variant, model, size, times: [], results: [] }));
  });
}
