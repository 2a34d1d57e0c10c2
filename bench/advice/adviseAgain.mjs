/** Asks the rules as they stand in the sources about reports that were kept. */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const rules = fileURLToPath(new URL('../../src/profiler/advice/index.ts', import.meta.url));

export async function adviseAgain(programs) {
  const { outputFiles } = await build({ entryPoints: [rules], bundle: true, format: 'esm', write: false });
  const { advise } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return programs.map((one) => ({ ...one, recommendations: advise(one.report, one.machine) }));
}
