/** Which scripts this thread has, and the source maps that V8 knows for them: compiled TypeScript keeps its map here only. */
import type { ScriptSource } from '../capture/format/capture.ts';
import type { Cdp } from './cdp.ts';

/** Maps inside data: URLs are as large as the programs; beyond this the launcher reads the files itself. */
const longestMapsTotal = 20_000_000;

interface ScriptParsed {
  scriptId: string;
  url: string;
  sourceMapURL?: string;
}

export function collectScripts(cdp: Cdp): ScriptSource[] {
  const scripts: ScriptSource[] = [];
  let mapsTotal = 0;
  cdp.on<ScriptParsed>('Debugger.scriptParsed', ({ scriptId, url, sourceMapURL = '' }) => {
    if (!url.startsWith('file:') && sourceMapURL === '') return;
    const fits = mapsTotal + sourceMapURL.length <= longestMapsTotal;
    if (fits) mapsTotal += sourceMapURL.length;
    scripts.push({ scriptId, url, sourceMapUrl: fits ? sourceMapURL : '' });
  });
  try {
    cdp.call('Debugger.enable');
  } finally {
    cdp.call('Debugger.disable');
    cdp.off('Debugger.scriptParsed');
  }
  return scripts;
}
