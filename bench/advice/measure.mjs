/** Everything that is measured of a program: one profiled run, then original and variants in turns. */
import { tsImport } from 'tsx/esm/api';
import { profileOriginal, timeVariant } from './execute.mjs';
import { isDisturbed } from './rounds.mjs';
import { variantFor } from './variantFor.mjs';

/** Rounds beyond those asked for, where some were disturbed. */
const mostMoreRounds = 2;
/**
 * A variant that takes so many times as long as the fastest one in the first round has lost: on a quiet machine, rounds of
 * the same work differ by at most a quarter, so that even two disturbed ones differ by far less.
 */
const lostFactor = 2;

/** Null where the program does not run on this platform. */
export async function measure(entry, { repeat, profiler, scratch }) {
  const program = await load(entry.url.href);
  if (program.platforms && !program.platforms.includes(process.platform)) return null;
  const report = await profileOriginal(entry, program, profiler, scratch);
  const plans = plansOf(program.variants, report.recommendations[0]);
  let running = plans;
  for (let round = 0; round < repeat + mostMoreRounds; round++) {
    if (round >= repeat && !running.some(isDisturbed)) break;
    // In turns, so that what slows the machine for a while slows them all.
    for (const plan of running) {
      const { ms, result } = await timeVariant(entry, program, plan);
      plan.times.push(ms);
      plan.results.push(result);
    }
    if (round === 0) running = withoutLost(plans);
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
    measured: plans.map(({ isAdvised: _, ...plan }) => plan),
  };
}

const load = (url) => (url.endsWith('.ts') ? tsImport(url, import.meta.url) : import(url));

/** Each variant with each of its sizes, and the advised one with the advised size. */
function plansOf(variants, advice) {
  const advised = variantFor(variants, advice);
  return Object.entries(variants).flatMap(([variant, { model = 'keep', sizes = [null] }]) => {
    const all = advised?.variant === variant ? [...new Set([...sizes, advised.size])] : sizes;
    return all.map((size) => ({
      variant,
      model,
      size,
      isAdvised: advised?.variant === variant && advised.size === size,
      times: [],
      results: [],
    }));
  });
}

/** Original and advice are measured to the end, whatever they take: speed-up and regret are theirs. */
function withoutLost(plans) {
  const fastest = Math.min(...plans.map(({ times }) => times[0]));
  return plans.filter(
    ({ variant, isAdvised, times }) => variant === 'original' || isAdvised || times[0] <= lostFactor * fastest,
  );
}
