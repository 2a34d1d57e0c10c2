/** What a control group allows: containers often see every processor of the host and may use half of one. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Reads a small file; null where there is none. */
export type ReadText = (file: string) => string | null;

const mount = '/sys/fs/cgroup';

/** Cores' worth of CPU time that the kernel grants this process; null: no limit, or no Linux. */
export function cpuQuota(read: ReadText = readText): number | null {
  const groups = read('/proc/self/cgroup');
  if (groups === null) return null;
  const quotas = groups.split('\n').flatMap((line) => {
    const [, controllers, group] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (controllers === undefined || group === undefined) return [];
    if (controllers === '') return quotasUpwards(mount, group, (folder) => quotaOfV2(read, folder));
    if (!controllers.split(',').includes('cpu')) return [];
    return [controllers, 'cpu'].flatMap((name) =>
      quotasUpwards(path.posix.join(mount, name), group, (folder) => quotaOfV1(read, folder)),
    );
  });
  return quotas.length === 0 ? null : Math.min(...quotas);
}

/** A group is bound by those around it; in a container its own path may not be visible, and the root is its own. */
function quotasUpwards(root: string, group: string, quotaOf: (folder: string) => number | null): number[] {
  const quotas: number[] = [];
  for (let folder = group; ; folder = path.posix.dirname(folder)) {
    const quota = quotaOf(path.posix.join(root, folder));
    if (quota !== null) quotas.push(quota);
    if (folder === '/') return quotas;
  }
}

/** cpu.max is "QUOTA PERIOD" in microseconds, or "max PERIOD". */
function quotaOfV2(read: ReadText, folder: string): number | null {
  const [quota, period] = (read(path.posix.join(folder, 'cpu.max')) ?? '').trim().split(' ');
  return share(Number(quota), Number(period));
}

function quotaOfV1(read: ReadText, folder: string): number | null {
  const number = (name: string) => Number(read(path.posix.join(folder, name)) ?? NaN);
  return share(number('cpu.cfs_quota_us'), number('cpu.cfs_period_us'));
}

/** -1 in v1 and "max" in v2 mean no limit. */
const share = (quota: number, period: number): number | null => (quota > 0 && period > 0 ? quota / period : null);

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
