import type { Recommendation } from '../../report.ts';
import { noSpeedup } from '../rule.ts';
import type { Situation } from '../situation.ts';

/** No model of concurrency helps against memory that grows; said beside whatever is advised for speed. */
export function adviseAgainstLeak({ report }: Situation): Recommendation | null {
  const { leak, growth } = report.memory;
  if (!leak?.suspected) return null;
  const largest = growth.find(({ deltaBytes, location }) => deltaBytes > 0 && location !== null);
  return {
    id: 'optimize-leak',
    title: largest ? `Find out why what ${largest.name} allocates is kept` : 'Find out what keeps the memory growing',
    model: 'optimize',
    size: null,
    target: largest?.location ? { name: largest.name, location: largest.location } : null,
    predictedSpeedup: { ...noSpeedup },
    confidence: leak.confidence,
    why: [leak.text],
    wouldChangeIf: ['The growth ends in a longer run: then it is a cache that fills.'],
    caveats: ['The function may stand for one that V8 has inlined into it.'],
    action: null,
  };
}
