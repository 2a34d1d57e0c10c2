/** Turns what is asked for into a host's command, or into the sentence that says why it cannot be done. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundledFile } from '../capture/bundledFile.ts';
import { trialInputsNotJson, trialInputsNotList, trialInputsUnreadable, trialModuleUnreadable } from '../errors.ts';
import { resolveNode } from '../launch/resolveNode.ts';
import { languageArgs, resolveScript } from '../launch/resolveScript.ts';
import type { TrialInputs, TrialOptions } from './api.ts';
import type { HostCommand } from './host.ts';
import type { HostInputs, HostSetup } from './hostMessages.ts';

export interface Prepared {
  readonly command: HostCommand;
  readonly setup: HostSetup;
  /** The module's text, for what can be read off it. */
  readonly source: string;
}

/** Rejects with a UserError. */
export async function prepare(options: TrialOptions): Promise<Prepared> {
  const env = withChanges(process.env, options.env ?? {});
  const nodeArgs = options.nodeArgs ?? [];
  const module = await resolveScript(options.module, options.cwd);
  const inputs = await inputsFor(options.inputs, options.cwd);
  const node = await resolveNode(options.nodePath, options.cwd, env);
  const own = { nodeArgs, nodeOptions: env.NODE_OPTIONS };
  // Either may be the one that needs a loader for TypeScript.
  const language = [module, ...(inputs.kind === 'module' ? [inputs.file] : [])]
    .map((file) => languageArgs(file, node, own))
    .find((args) => args.length > 0);
  const source = await readFile(module, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw trialModuleUnreadable(module, error.code ?? error.message);
  });
  return {
    command: {
      nodePath: node.path,
      nodeArgs: [...(language ?? []), ...nodeArgs],
      hostScript: bundledFile('trialHost.cjs'),
      cwd: options.cwd,
      env,
    },
    setup: { module, exportName: options.exportName, spread: options.spread ?? false, inputs },
    source,
  };
}

async function inputsFor(inputs: TrialInputs, cwd: string): Promise<HostInputs> {
  switch (inputs.kind) {
    case 'values':
      checkList(inputs.values, 'The inputs');
      return { kind: 'json', text: JSON.stringify(inputs.values) };
    case 'repeated':
      parseJson(inputs.json, 'The input');
      return { kind: 'repeated', json: inputs.json, times: inputs.times };
    case 'file': {
      const file = path.resolve(cwd, inputs.file);
      if (/\.[mc]?[jt]s$/i.test(file)) return { kind: 'module', file: await resolveScript(file, cwd) };
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        throw trialInputsUnreadable(file, error.code ?? error.message);
      });
      checkList(parseJson(text, file), file);
      return { kind: 'json', text };
    }
  }
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw trialInputsNotJson(what, (error as Error).message);
  }
}

function checkList(value: unknown, what: string): void {
  if (!Array.isArray(value)) throw trialInputsNotList(what, 'is not an array');
  if (value.length === 0) throw trialInputsNotList(what, 'is empty');
}

function withChanges(env: NodeJS.ProcessEnv, changes: NonNullable<TrialOptions['env']>): NodeJS.ProcessEnv {
  const changed = { ...env };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete changed[name];
    else changed[name] = value;
  }
  return changed;
}
