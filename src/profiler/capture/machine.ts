/** Which machine this is, as far as it decides what concurrency costs. */
import { createHash } from 'node:crypto';
import os from 'node:os';
import { cpuQuota } from './cpuQuota.ts';

export interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly cpuModel: string;
  readonly cpuCount: number;
  /** Of the control group, in cores; null: none. */
  readonly quotaCores: number | null;
  readonly memoryBytes: number;
}

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    arch: process.arch,
    cpuModel: os.cpus()[0]?.model ?? '',
    cpuCount: os.availableParallelism(),
    quotaCores: cpuQuota(),
    memoryBytes: os.totalmem(),
  };
}

/** A virtual machine reports a few megabytes more or less from start to start. */
const memoryStepBytes = 512 * 1024 * 1024;
/** Enough that no two machines of one user share it. */
const keyLength = 12;

/** The same for as long as the machine is the same; fit for a file name. */
export function machineKey(machine: Machine): string {
  const { platform, arch, cpuModel, cpuCount, quotaCores, memoryBytes } = machine;
  const said = [platform, arch, cpuModel, cpuCount, quotaCores, Math.round(memoryBytes / memoryStepBytes)];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, keyLength);
}
