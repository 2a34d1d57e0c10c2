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
  editPlanner: 'src/profiler/edit/index.ts',
  functionFinder: 'src/extension/trial/exportedFunctionAt.ts',
  trial: 'src/profiler/trial/runTrial.ts',
  profilePages: 'src/extension/profiles/profilePages.ts',
  sourceFinder: 'src/extension/sources/findSource.ts',
  scriptMapper: 'src/extension/sources/mapScripts.ts',
  scriptMapperOfCapture: 'src/extension/sources/mapScriptsOfCapture.ts',
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
  // What runs a function in a trial, in processes of the user's Node.
  {
    ...node,
    target: 'node18',
    entryPoints: {
      trialHost: 'src/profiler/trial/host/main.ts',
      trialWorker: 'src/profiler/trial/host/workerTask.ts',
      trialChild: 'src/profiler/trial/host/childProcess.ts',
      trialQueue: 'src/profiler/trial/host/queue.ts',
      piscinaWorker: 'node_modules/piscina/dist/worker.js',
    },
    outExtension: { '.js': '.cjs' },
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: false,
    plugins: [trialParts()],
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

/** Files of their own beside the bundle: the queue with its client of Redis, and the worker that piscina starts. */
function trialParts() {
  return {
    name: 'trial-parts',
    setup(build) {
      build.onResolve({ filter: /^\.\/trialQueue\.cjs$/ }, ({ path }) => ({ path, external: true }));
      // Optional: sets the priority of worker threads, which no trial asks for.
      build.onResolve({ filter: /^@napi-rs\/nice$/ }, ({ path }) => ({ path, external: true }));
      // Trials use Redis; the other backend is a fifth of the library.
      build.onLoad({ filter: /bullmq[\\/]dist[\\/]\w+[\\/]postgres[\\/]index\.js$/ }, () => ({ contents: '' }));
      build.onLoad({ filter: /piscina[\\/]dist[\\/]index\.js$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        if (!text.includes("'worker.js'")) throw new Error('piscina starts its worker in another way now');
        return { contents: text.replace("'worker.js'", "'piscinaWorker.cjs'"), loader: 'js' };
      });
    },
  };
}

/** `import text from 'worker:./x.ts'` gives the bundled source of x as a string. */
export function workerAsText() {
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
