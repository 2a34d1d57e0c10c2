/** The recommended action, planned by the product and written to disk. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tsImport } from 'tsx/esm/api';

const files = {
  read(file) {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return null;
    }
  },
};

export async function applyAction(action) {
  const { planEdit } = await tsImport('../../src/profiler/edit/index.ts', import.meta.url);
  const { applyPlan } = await tsImport('../../src/profiler/edit/applyPlan.ts', import.meta.url);
  const result = planEdit(action, files);
  if (!result.ok) return { refusal: result.reason };
  for (const [file, text] of applyPlan(result.plan, files)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return { title: result.plan.title, packages: result.plan.packages };
}
