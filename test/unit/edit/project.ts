/** A project as text: what planners read, and what it looks like once their plan is applied. */
import assert from 'node:assert/strict';
import type { EditPlan, EditResult, ProjectFiles } from '../../../src/profiler/edit/index.ts';

/** File name relative to `/project` → its text. */
export type Project = Readonly<Record<string, string>>;

export const root = '/project';

export const filesOf = (project: Project): ProjectFiles => ({
  read: (file) => (file.startsWith(`${root}/`) ? (project[file.slice(root.length + 1)] ?? null) : null),
});

export function applied(project: Project, plan: EditPlan): Record<string, string> {
  const result: Record<string, string> = { ...project };
  for (const change of plan.changes) {
    const name = change.file.slice(root.length + 1);
    if (change.kind === 'create') {
      assert.equal(project[name], undefined, `${name} is created only where there is none`);
      result[name] = change.text;
      continue;
    }
    let text = project[name];
    assert.ok(text !== undefined, `${name} exists`);
    let after = text.length;
    for (const { start, end, text: replacement } of change.replacements.toReversed()) {
      assert.ok(start <= end && end <= after, `replacements of ${name} are sorted and apart`);
      text = text.slice(0, start) + replacement + text.slice(end);
      after = start;
    }
    result[name] = text;
  }
  return result;
}

export function planOf(result: EditResult): EditPlan {
  assert.ok(result.ok, result.ok ? '' : result.reason);
  return result.plan;
}

export function reasonOf(result: EditResult): string {
  assert.ok(!result.ok, 'the edit is refused');
  return result.reason;
}
