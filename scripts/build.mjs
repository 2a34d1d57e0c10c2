/** Bundles every environment with esbuild into dist/. Types are checked by scripts/check.mjs. */
import { ensureInstalled, root } from './setup.mjs';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const toolVersion = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;

const shared = {
  absWorkingDir: root,
  bundle: true,
  outdir: 'dist',
  logLevel: 'warning',
  define: { __TOOL_VERSION__: JSON.stringify(toolVersion) },
};
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  // What VS Code and the command line run on.
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  // Native and optional: found beside the user's program or ours at run time, if at all.
  external: ['vscode', 'v8-profiler-next'],
};
/** A program may delete or replace any of its globals; the agent, which runs in the same realm, keeps the first ones. */
const ownGlobals =
  'Array Atomics BigInt Buffer Date Error Float64Array Function Int32Array JSON Map Math Number Object Promise Proxy ' +
  'RangeError Reflect RegExp Set SharedArrayBuffer String Symbol URL Uint8Array WeakMap WeakRef WeakSet process queueMicrotask';
const keepGlobals = `"use strict";const{${ownGlobals.split(' ').join()}}=globalThis;`;
const browser = { ...shared, platform: 'browser', format: 'iife', target: 'chrome120', minify: true };

/** Loaded when first asked for: activation would otherwise pay for libraries that nothing needs yet. */
const loadedLater = {
  languageClient: 'src/extension/annotations/client.ts',
  launcher: 'src/profiler/launch/run.ts',
  attacher: 'src/profiler/launch/attach/attach.ts',
};
const extension = {
  ...node,
  minifySyntax: true,
  minifyWhitespace: true,
  // Only `require` finds the module `vscode`, which the editor adds to it.
  supported: { 'dynamic-import': false },
  plugins: [asBundlesOfTheirOwn(loadedLater)],
};

const bundles = [
  { ...node, entryPoints: { cli: 'src/profiler/cli/main.ts' }, banner: { js: '#!/usr/bin/env node' } },
  // Lives in the user's program, on every Node that we profile.
  {
    ...node,
    target: 'node18',
    entryPoints: { agent: 'src/profiler/agent/preload.ts', watcher: 'src/profiler/agent/watcher.ts' },
    outExtension: { '.js': '.cjs' },
    banner: { js: keepGlobals },
    sourcemap: false,
  },
  // Measures the user's Node from inside; a program of ours, not a guest in theirs.
  {
    ...node,
    target: 'node18',
    entryPoints: { calibrate: 'src/profiler/trial/calibrate/guest/main.ts' },
    outExtension: { '.js': '.cjs' },
    sourcemap: false,
  },
  {
    ...extension,
    entryPoints: {
      extension: 'src/extension/extension.ts',
      ...loadedLater,
      languageServer: 'src/extension/languageServer/server.ts',
      analysisWorker: 'src/extension/analysisWorker.ts',
    },
  },
  // The worker's text is part of the panel, because a webview may only start workers from blobs.
  { ...browser, entryPoints: { webview: 'src/webview/main.ts' }, plugins: [workerAsText()] },
];

/** A dynamic import of one of these sources loads the bundle of that name beside the importing one. */
function asBundlesOfTheirOwn(sources) {
  const bundleOf = new Map(Object.entries(sources).map(([name, source]) => [path.resolve(root, source), name]));
  return {
    name: 'bundles-of-their-own',
    setup(build) {
      build.onResolve({ filter: /\.ts$/ }, (args) => {
        const name = bundleOf.get(path.resolve(args.resolveDir, args.path));
        return name && args.kind === 'dynamic-import' ? { path: `./${name}.js`, external: true } : undefined;
      });
    },
  };
}

/** `import text from 'worker:./x.ts'` gives the bundled source of x as a string. */
function workerAsText() {
  return {
    name: 'worker-as-text',
    setup(build) {
      build.onResolve({ filter: /^worker:/ }, (args) => ({
        path: path.resolve(args.resolveDir, args.path.slice('worker:'.length)),
        namespace: 'worker-as-text',
      }));
      build.onLoad({ filter: /.*/, namespace: 'worker-as-text' }, async (args) => {
        const { build: bundle } = await import('esbuild');
        const result = await bundle({ ...browser, entryPoints: [args.path], write: false, metafile: true });
        return {
          contents: result.outputFiles[0].text,
          loader: 'text',
          watchFiles: Object.keys(result.metafile.inputs).map((file) => path.resolve(root, file)),
        };
      });
    },
  };
}

export async function build() {
  const esbuild = await import('esbuild');
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  await Promise.all(bundles.map((options) => esbuild.build(options)));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled();
  await build();
}
