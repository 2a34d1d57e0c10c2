/** The two environment variables that carry us into a process, put there and taken away without a trace. */
import { parse, stringify } from './originals.ts';
import { agentConfigVariable, type AgentConfig } from '../capture/format/control.ts';

const optionsVariable = 'NODE_OPTIONS';

type Env = Record<string, string | undefined>;

/** Our part of NODE_OPTIONS. Quoted, because paths have spaces; JSON's escapes are the ones Node reads there. */
export const preloadOption = (preloadPath: string): string => `--require ${stringify(preloadPath)}`;

/** NODE_OPTIONS with our preload in front of what was there. */
export const addPreload = (preloadPath: string, nodeOptions: string | undefined): string =>
  nodeOptions === undefined || nodeOptions === ''
    ? preloadOption(preloadPath)
    : `${preloadOption(preloadPath)} ${nodeOptions}`;

/** The user's own NODE_OPTIONS, exactly; undefined when nothing but ours was there. */
export function removePreload(preloadPath: string, nodeOptions: string): string | undefined {
  const spellings = [preloadOption(preloadPath), `--require=${stringify(preloadPath)}`, `--require ${preloadPath}`];
  for (const ours of spellings) {
    const at = nodeOptions.indexOf(ours);
    if (at < 0) continue;
    const before = nodeOptions.slice(0, at);
    const after = nodeOptions.slice(at + ours.length);
    // One of the two blanks beside our part came with it.
    const rest = after.startsWith(' ')
      ? before + after.slice(1)
      : before.endsWith(' ')
        ? before.slice(0, -1) + after
        : before + after;
    return rest === '' ? undefined : rest;
  }
  return nodeOptions;
}

/** Takes the preload out of an environment; for threads too, whose environment may be a copy of their creator's. */
export function restoreNodeOptions(env: Env, preloadPath: string): void {
  const current = env[optionsVariable];
  if (current === undefined) return;
  const own = removePreload(preloadPath, current);
  if (own === current) return;
  if (own === undefined) delete env[optionsVariable];
  else env[optionsVariable] = own;
}

/** Reads our configuration and removes every trace of it. Null when this process is not to be profiled. */
export function takeConfig(env: Env): AgentConfig | null {
  const text = env[agentConfigVariable];
  if (text === undefined) return null;
  delete env[agentConfigVariable];
  const config = parse(text) as AgentConfig;
  restoreNodeOptions(env, config.preloadPath);
  return config;
}

/** NODE_OPTIONS in `NAME=value` pairs. */
export const optionsOf = (pairs: readonly string[]): string | undefined =>
  pairs.find((pair) => pair.startsWith(`${optionsVariable}=`))?.slice(optionsVariable.length + 1);

/** The `NAME=value` pairs of a child's environment with our two variables added. */
export function withAgent(pairs: readonly string[], config: AgentConfig): string[] {
  const ours = new Set([optionsVariable, agentConfigVariable]);
  const own = optionsOf(pairs);
  return [
    ...pairs.filter((pair) => !ours.has(pair.slice(0, pair.indexOf('=')))),
    `${optionsVariable}=${addPreload(config.preloadPath, own)}`,
    `${agentConfigVariable}=${stringify(config)}`,
  ];
}
