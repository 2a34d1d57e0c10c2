/** A report from a file that anybody may have written: checked before something relies on it. */
import { readFile } from 'node:fs/promises';
import { notAReport } from '../errors.ts';
import type { Report } from '../report.ts';

/** Rejects with a UserError for what is no report as `--json` prints it. */
export async function readReportFile(file: string): Promise<Report> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw notAReport(file, error instanceof SyntaxError ? 'it is not JSON' : String((error as Error).message));
  }
  if (!isReport(content)) throw notAReport(file, 'it lacks what a report has');
  return content;
}

/** What every report has had since the first version of its schema. */
export function isReport(content: unknown): content is Report {
  if (!isObject(content) || content['schemaVersion'] !== 1) return false;
  const { run, verdict, memory, sampling } = content;
  return (
    isObject(run) &&
    Array.isArray(run['command']) &&
    typeof run['startedAt'] === 'string' &&
    typeof run['wallMs'] === 'number' &&
    isObject(run['exit']) &&
    isObject(verdict) &&
    typeof verdict['class'] === 'string' &&
    isObject(verdict['budget']) &&
    isObject(memory) &&
    isObject(sampling) &&
    ['threads', 'hotFunctions', 'tasks', 'io', 'stalls', 'recommendations'].every((name) =>
      isListOfObjects(content[name]),
    )
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOfObjects = (value: unknown) => Array.isArray(value) && value.every(isObject);
