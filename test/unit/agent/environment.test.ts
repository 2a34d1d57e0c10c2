import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addPreload, removePreload, takeConfig, withAgent } from '../../../src/profiler/agent/environment.ts';
import { agentConfigVariable, type AgentConfig } from '../../../src/profiler/capture/format/control.ts';
import { withPreload } from '../../../src/profiler/launch/nodeOptions.ts';

const paths = [
  '/opt/profiler/agent.cjs',
  '/my tools/agent.cjs',
  'C:\\Program Files\\p\\agent.cjs',
  '/odd"name/agent.cjs',
];
const users = [undefined, '--max-old-space-size=512', '--require "/a b.js" --no-warnings', '  --trace-warnings '];

test('what the user has in NODE_OPTIONS comes back to the letter', () => {
  for (const path of paths) {
    for (const own of users) {
      assert.equal(removePreload(path, addPreload(path, own)), own, `${path} with ${own}`);
      assert.equal(removePreload(path, withPreload(own, path)), own, `as the launcher writes it: ${path} with ${own}`);
    }
  }
  assert.equal(removePreload('/agent.cjs', '--require "/other.cjs"'), '--require "/other.cjs"');
});

const config: AgentConfig = {
  mode: 'record',
  captureDir: '/captures/one',
  controlPath: null,
  preloadPath: '/my tools/agent.cjs',
  parent: null,
  options: {
    engine: 'inspector',
    cpuIntervalMicros: 1000,
    heapMode: 'live',
    heapIntervalBytes: 524288,
    checkpointMs: 1000,
    counterMs: 100,
  },
};

const toEnv = (pairs: readonly string[]) =>
  Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));

test('a child gets our two variables, and takes both away again', () => {
  for (const own of [['A=1', 'NODE_OPTIONS=--no-warnings'], ['A=1'], []]) {
    const env: Record<string, string | undefined> = toEnv(withAgent(own, config));
    assert.match(env['NODE_OPTIONS'] ?? '', /--require "\/my tools\/agent\.cjs"/);
    assert.deepEqual(takeConfig(env), config);
    assert.deepEqual(env, toEnv(own));
  }
});

test('a process that is not to be profiled is left alone', () => {
  const env = { NODE_OPTIONS: '--no-warnings' };
  assert.equal(takeConfig(env), null);
  assert.deepEqual(env, { NODE_OPTIONS: '--no-warnings' });
  assert.ok(!(agentConfigVariable in env));
});
