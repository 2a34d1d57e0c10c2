/** A source with `«` in front of what was measured, planned and applied: what a golden test compares. */
import assert from 'node:assert/strict';
import { applyPlan } from '../../../src/profiler/edit/applyPlan.ts';
import { planEdit, type EditPlan, type ProjectFiles } from '../../../src/profiler/edit/index.ts';
import type { Location } from '../../../src/profiler/report.ts';

type Kind = 'bound-awaits' | 'use-promise-version';

export interface Marked {
  readonly files: ProjectFiles;
  readonly location: Location;
}

/** Everything is in `/project`; `others` by name there. */
export function marked(text: string, name = 'main.mjs', others: Readonly<Record<string, string>> = {}): Marked {
  const at = text.indexOf('«');
  assert.ok(at >= 0, 'the source marks what was measured');
  const before = text.slice(0, at).split('\n');
  const file = `/project/${name}`;
  const contents = new Map([[file, text.replace('«', '')]]);
  for (const [other, content] of Object.entries(others)) contents.set(`/project/${other}`, content);
  return {
    files: { read: (path) => contents.get(path) ?? null },
    location: { file, line: before.length, column: before.at(-1)!.length + 1 },
  };
}

export const planAt = (kind: Kind, { location, files }: Marked) =>
  planEdit(kind === 'bound-awaits' ? { kind, location, limit: 8 } : { kind, location }, files);

export function planned(kind: Kind, source: Marked): EditPlan {
  const result = planAt(kind, source);
  assert.ok(result.ok, result.ok ? '' : `refused: ${result.reason}`);
  return result.plan;
}

/** The changed file. `after` is compared without the blank lines around it. */
export function checkEdit(
  kind: Kind,
  before: string,
  after: string,
  name?: string,
  others?: Record<string, string>,
): void {
  const source = marked(before, name, others);
  const texts = applyPlan(planned(kind, source), source.files);
  assert.equal(texts.get(source.location.file)!.trim(), after.trim());
}

export function checkRefused(
  kind: Kind,
  source: string,
  reason: RegExp,
  name?: string,
  others?: Record<string, string>,
): void {
  const result = planAt(kind, marked(source, name, others));
  assert.ok(!result.ok, 'the edit is refused');
  assert.match(result.reason, reason);
}
