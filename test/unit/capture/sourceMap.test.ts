import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absoluteSources, mapFromDataUrl, mapUrlInText } from '../../../src/profiler/capture/format/sourceMap.ts';

test('the last sourceMappingURL comment of a script is its map', () => {
  const cases: [text: string, url: string][] = [
    ['code();\n//# sourceMappingURL=a.js.map', 'a.js.map'],
    ['code();\n//# sourceMappingURL=a.js.map\n\n', 'a.js.map'],
    ['//# sourceMappingURL=old.map\ncode();\n//# sourceMappingURL=new.map\n', 'new.map'],
    ['//@ sourceMappingURL=ancient.map', 'ancient.map'],
    ['/*# sourceMappingURL=style.map */', 'style.map'],
    ['const text = "sourceMappingURL=no.map";', ''],
    ['code();', ''],
    ['', ''],
  ];
  for (const [text, url] of cases) assert.equal(mapUrlInText(text), url, text);
});

test('maps inside data: URLs are read in both spellings, and UTF-8 stays whole', () => {
  const map = { version: 3, sources: ['größe.ts'] };
  const base64 = Buffer.from(JSON.stringify(map)).toString('base64');
  assert.deepEqual(mapFromDataUrl(`data:application/json;charset=utf-8;base64,${base64}`), map);
  assert.deepEqual(mapFromDataUrl(`data:application/json,${encodeURIComponent(JSON.stringify(map))}`), map);
  assert.equal(mapFromDataUrl('data:application/json;base64,e30broken{'), null);
});

test('sources become absolute by the place of the map, and texts are left out', () => {
  const resolve = (sources: (string | null)[], sourceRoot?: string) =>
    absoluteSources(
      { version: 3, sources, sourcesContent: ['x'], ...(sourceRoot !== undefined && { sourceRoot }) },
      'file:///p/dist/maps/a.js.map',
    );
  assert.deepEqual(resolve(['../../src/a.ts', null]).sources, ['file:///p/src/a.ts', null]);
  assert.deepEqual(resolve(['a.ts'], '../src').sources, ['file:///p/dist/src/a.ts']);
  assert.deepEqual(resolve(['webpack://app/src/a.ts']).sources, ['webpack://app/src/a.ts']);
  assert.deepEqual(resolve(['C:\\p\\a.ts']).sources, ['file:///C:/p/a.ts']);
  assert.equal(JSON.stringify(resolve(['a.ts'])).includes('sourcesContent'), false);
});

test('the maps of an indexed map are made absolute too', () => {
  const map = absoluteSources(
    { version: 3, sources: [], sections: [{ map: { version: 3, sources: ['a.ts'], sourcesContent: ['x'] } }] },
    'file:///p/a.js.map',
  );
  assert.deepEqual(map.sections?.[0]?.map.sources, ['file:///p/a.ts']);
});
