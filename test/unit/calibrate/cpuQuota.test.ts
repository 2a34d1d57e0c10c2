import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpuQuota } from '../../../src/profiler/capture/cpuQuota.ts';

const quotaIn = (files: Record<string, string>) => cpuQuota((file) => files[file] ?? null);

/** Files of a machine, and the cores that they allow. */
const cases: readonly (readonly [name: string, files: Record<string, string>, cores: number | null])[] = [
  ['no Linux', {}, null],
  ['no limit in v2', { '/proc/self/cgroup': '0::/a\n', '/sys/fs/cgroup/a/cpu.max': 'max 100000\n' }, null],
  ['v2', { '/proc/self/cgroup': '0::/a\n', '/sys/fs/cgroup/a/cpu.max': '150000 100000\n' }, 1.5],
  [
    'the tightest of the groups around it',
    {
      '/proc/self/cgroup': '0::/a/b\n',
      '/sys/fs/cgroup/a/b/cpu.max': '400000 100000',
      '/sys/fs/cgroup/a/cpu.max': '200000 100000',
      '/sys/fs/cgroup/cpu.max': 'max 100000',
    },
    2,
  ],
  [
    'a container that sees only its own root',
    { '/proc/self/cgroup': '0::/docker/1\n', '/sys/fs/cgroup/cpu.max': '50000 100000' },
    0.5,
  ],
  [
    'v1',
    {
      '/proc/self/cgroup': '5:memory:/m\n3:cpu,cpuacct:/a\n',
      '/sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_quota_us': '300000\n',
      '/sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_period_us': '100000\n',
    },
    3,
  ],
  [
    'no limit in v1',
    {
      '/proc/self/cgroup': '1:cpu:/\n0::/\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    },
    null,
  ],
  ['files that say nothing', { '/proc/self/cgroup': 'x\n0::/a\n', '/sys/fs/cgroup/a/cpu.max': '' }, null],
];

for (const [name, files, cores] of cases) {
  test(`quota: ${name}`, () => assert.equal(quotaIn(files), cores));
}
