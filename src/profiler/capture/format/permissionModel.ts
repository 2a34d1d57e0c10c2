/** Node's permission model, as far as a profiler must know it: without the inspector there is nothing to measure with. */

const permissionFlags = new Set(['--permission', '--experimental-permission']);
/** Node 24 and later; earlier ones keep the inspector out whatever is allowed. */
const inspectorFlag = '--allow-inspector';

/** Whether these arguments, and this NODE_OPTIONS, start a Node that refuses the inspector. */
export function refusesInspector(nodeArguments: readonly string[], nodeOptions: string | undefined): boolean {
  let restricted = false;
  let allowed = false;
  for (const list of [nodeArguments, nodeOptions?.split(' ') ?? []])
    for (const word of list) {
      if (permissionFlags.has(word)) restricted = true;
      if (word === inspectorFlag) allowed = true;
    }
  return restricted && !allowed;
}
