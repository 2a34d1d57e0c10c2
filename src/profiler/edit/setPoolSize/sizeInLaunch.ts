import { addMember } from '../jsonMember.ts';
import { memberOf } from '../jsonText.ts';
import type { LaunchStart } from '../starts/findStarts.ts';
import type { StartEdit } from './index.ts';
import { variable } from './variable.ts';

/** The `env` of a launch configuration: replaced, extended, or added. */
export function sizeInLaunch({ file, text, configurationName, configuration }: LaunchStart, size: number): StartEdit {
  const where = `the configuration “${configurationName}”`;
  const label = `${variable} of ${where}`;
  const replacements = () => {
    const env = memberOf(configuration, 'env');
    if (env?.kind !== 'object') {
      const value = `{ ${JSON.stringify(variable)}: "${size}" }`;
      return env === null ? addMember(text, configuration, { key: 'env', value }, label) : [];
    }
    const present = memberOf(env, variable);
    if (present === null) return addMember(text, env, { key: variable, value: `"${size}"` }, label);
    if (present.kind === 'scalar' && String(present.value) === String(size)) return [];
    return [{ start: present.start, end: present.end, text: `"${size}"`, label }];
  };
  const changes = replacements().map((replacement) => ({ kind: 'replace' as const, file, with: replacement }));
  return { where, changes, notes: [] };
}
