/** Which scripts this thread has, and their source maps: compiled TypeScript keeps its map in memory only. */
import type { ScriptSource } from '../capture/format/capture.ts';
import type { Cdp } from './cdp.ts';
import { codeMayBeTransformed } from './codeLoaders.ts';
import { findSourceMap, stringify } from './originals.ts';

/** Maps inside data: URLs are as large as the programs; beyond this the launcher reads the files itself. */
const longestMapsTotal = 20_000_000;

/**
 * Listing all scripts took 15 to 25 ms at the end of a process (Node 20). A program whose code lies in files as it runs is
 * spared it, unless that is at most a hundredth of its life: Node 20 leaves out the urls of some scripts in heap profiles,
 * and the list knows them.
 */
const shortestListedMicros = 2_500_000;

interface ScriptParsed {
  scriptId: string;
  url: string;
  sourceMapURL?: string;
}

/**
 * V8 lists the scripts that are alive. A script that has run to its end may have been collected by then; for those of
 * `sampledUrls` Node still has the map, where the program (or tsx for it) switched source maps on.
 */
export function collectScripts(cdp: Cdp, sampledUrls: ReadonlySet<string>, elapsedMicros: number): ScriptSource[] {
  const scripts: ScriptSource[] = [];
  const mapped = new Set<string>();
  let mapsTotal = 0;
  const add = (scriptId: string, url: string, sourceMapUrl: string) => {
    const fits = mapsTotal + sourceMapUrl.length <= longestMapsTotal;
    if (fits) mapsTotal += sourceMapUrl.length;
    if (fits && sourceMapUrl !== '') mapped.add(url);
    scripts.push({ scriptId, url, sourceMapUrl: fits ? sourceMapUrl : '' });
  };
  cdp.on<ScriptParsed>('Debugger.scriptParsed', ({ scriptId, url, sourceMapURL = '' }) => {
    if (url.startsWith('file:') || sourceMapURL !== '') add(scriptId, url, sourceMapURL);
  });
  if (elapsedMicros >= shortestListedMicros || codeMayBeTransformed(sampledUrls)) {
    try {
      cdp.call('Debugger.enable');
    } finally {
      cdp.call('Debugger.disable');
      cdp.off('Debugger.scriptParsed');
    }
  }
  for (const url of sampledUrls) if (!mapped.has(url)) add('', url, mapOfNode(url));
  return scripts;
}

function mapOfNode(url: string): string {
  const map = findSourceMap(url);
  return map ? `data:application/json,${encodeURIComponent(stringify(map.payload))}` : '';
}
