/** Lets the user say what to compare. */
import * as vscode from 'vscode';
import { nothingToCompare } from '../../profiler/errors.ts';
import type { Analysis } from '../analysis.ts';
import { titleOf } from '../captures/captureTree.ts';
import { describeCapture } from '../captures/describeCapture.ts';
import type { ListedCapture } from '../captures/listedCapture.ts';
import { captureFolder } from '../configuration.ts';
import { othersFor } from './othersFor.ts';

const title = 'Compare Captures';

/** Null when the user has thought better of it. */
export async function pickTwo(analysis: Analysis): Promise<[string, string] | null> {
  const captures = await analysis.ask({ kind: 'list', root: captureFolder() });
  if (captures.length < 2) throw nothingToCompare();
  const after = await pick(captures, 'Choose the later capture');
  if (!after) return null;
  const before = await pick(othersFor(after, captures), `Choose what to compare ${titleOf(after)} with`);
  return before ? [before.dir, after.dir] : null;
}

/** Those of the same program come first. */
export async function pickOther(analysis: Analysis, captureDir: string): Promise<string | null> {
  const captures = await analysis.ask({ kind: 'list', root: captureFolder() });
  const one = captures.find(({ dir }) => dir === captureDir);
  const others = one ? othersFor(one, captures) : captures.filter(({ dir }) => dir !== captureDir);
  if (others.length === 0) throw nothingToCompare();
  const chosen = await pick(others, one ? `Choose what to compare ${titleOf(one)} with` : 'Choose another capture');
  return chosen?.dir ?? null;
}

async function pick(captures: readonly ListedCapture[], placeHolder: string): Promise<ListedCapture | null> {
  const now = new Date();
  const items = captures.map((capture) => ({
    label: titleOf(capture),
    description: describeCapture(capture, now),
    detail: capture.cwd,
    capture,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return chosen?.capture ?? null;
}
