/** "Apply Recommendation…": from a recommendation, or from an action at a line, to a preview that the user confirms. */
import path from 'node:path';
import * as vscode from 'vscode';
import {
  changedSinceMeasured,
  noSuchRecommendation,
  nothingToApply,
  sourceGone,
  untrustedWorkspace,
} from '../../profiler/errors.ts';
import type { EditPlan } from '../../profiler/edit/editPlan.ts';
import type { RecommendedAction, Recommendation, Report } from '../../profiler/report.ts';
import { showFailure, type Log } from '../log.ts';
import { openLocation } from '../panel/openLocation.ts';
import type { EditOffer } from '../../webview/protocol.ts';
import { offerNextStep } from './afterApplying.ts';
import { EditOffers } from './editOffers.ts';
import { fileOf, fitOf } from './measuredText.ts';
import { projectFilesNow, uriOf } from './projectFiles.ts';
import { previewAndApply } from './refactorPreview.ts';

const showCode = 'Show the Code';
const showLog = 'Show Log';

/** From the panel and from code actions; the palette gives none. */
export type ApplyArgument =
  | { readonly captureDir: string; readonly recommendationId: string }
  | { readonly captureDir: string; readonly action: RecommendedAction };

export interface EditsOptions {
  readonly log: Log;
  openReport(captureDir: string): Promise<Report>;
  /** The capture whose numbers are on screen, else the newest; null without any. */
  latestCapture(): Promise<string | null>;
  profileAgainAndCompare(captureDir: string): Promise<void>;
}

export class Edits {
  readonly #options: EditsOptions;
  readonly #offers = new EditOffers();

  constructor(options: EditsOptions) {
    this.#options = options;
  }

  readonly apply = async (argument: ApplyArgument | undefined): Promise<void> => {
    if (!vscode.workspace.isTrusted) throw untrustedWorkspace();
    const chosen = isApplyArgument(argument) ? argument : await this.#pick();
    if (!chosen) return;
    const { captureDir } = chosen;
    const report = await this.#options.openReport(captureDir);
    const action = 'action' in chosen ? chosen.action : actionOf(report, chosen.recommendationId);
    const plan = await this.#plan(action, report);
    if (!plan) return;
    if (!(await withNotes(plan, () => previewAndApply(plan)))) return;
    this.#options.log.info(`Applied: ${plan.title}`);
    const { log, profileAgainAndCompare } = this.#options;
    // The command has done its work; the message may stay for long.
    offerNextStep({ plan, profileAgainAndCompare: () => profileAgainAndCompare(captureDir) }).catch(
      (error: unknown) => void showFailure(log, error),
    );
  };

  /** Whether `apply` would come to a preview. */
  readonly offer = async (report: Report, recommendationId: string): Promise<EditOffer> => {
    const { planEdit } = await import('../../profiler/edit/index.ts');
    return this.#offers.offer(actionOf(report, recommendationId), report, projectFilesNow(), planEdit);
  };

  /** Null when there is none; the user then knows why. */
  async #plan(action: RecommendedAction, report: Report): Promise<EditPlan | null> {
    const file = fileOf(action);
    switch (fitOf(action, report, projectFilesNow())) {
      case 'missing':
        throw sourceGone(file ?? '');
      case 'changed':
      case 'not-measured':
        throw changedSinceMeasured(path.basename(file ?? ''));
      case 'same':
    }
    // A bundle of its own, because of its parser.
    const { planEdit } = await import('../../profiler/edit/index.ts');
    let result = planEdit(action, projectFilesNow());
    if (result.ok && (await openAll(result.plan))) {
      // Opened as a document, a file may have other line ends than on disk, and its offsets are what the preview counts.
      result = planEdit(action, projectFilesNow());
    }
    if (result.ok) return result.plan;
    this.#options.log.info(`No edit: ${result.reason}`);
    this.#tellRefusal(result.reason, action);
    return null;
  }

  /** With a button, for without one VS Code cuts the text at the end of its first line. */
  #tellRefusal(reason: string, action: RecommendedAction): void {
    const { log } = this.#options;
    const buttons = 'location' in action ? [showCode] : [showLog];
    const told = vscode.window.showWarningMessage(`Nothing was changed. ${reason}`, ...buttons);
    told
      .then(async (pressed) => {
        if (pressed === showLog) log.show();
        else if (pressed === showCode && 'location' in action) {
          await openLocation(action.location, { panelColumn: undefined, beside: true, keepFocus: false });
        }
      })
      .then(undefined, (error: unknown) => void showFailure(log, error));
  }

  async #pick(): Promise<ApplyArgument | null> {
    const captureDir = await this.#options.latestCapture();
    if (captureDir === null) throw nothingToApply();
    const report = await this.#options.openReport(captureDir);
    const items = report.recommendations.filter(({ action }) => action !== null).map(itemOf);
    if (items.length === 0) throw nothingToApply();
    const chosen = await vscode.window.showQuickPick(items, {
      title: `Apply Recommendation: ${nameOf(report)}`,
      placeHolder: 'Choose what to apply; a preview follows',
      matchOnDetail: true,
    });
    return chosen ? { captureDir, recommendationId: chosen.id } : null;
  }
}

/** Beside the preview, which has no room for sentences, and for as long as it is there. Cancel discards it. */
async function withNotes({ notes }: EditPlan, preview: () => Promise<boolean>): Promise<boolean> {
  if (notes.length === 0) return preview();
  const progress = { location: vscode.ProgressLocation.Notification, cancellable: true, title: 'Before you apply' };
  return vscode.window.withProgress(progress, (notification, cancellation) => {
    notification.report({ message: notes.join(' ') });
    cancellation.onCancellationRequested(() => void vscode.commands.executeCommand('refactorPreview.discard'));
    return preview();
  });
}

function itemOf({ id, title, predictedSpeedup, measured, why }: Recommendation): vscode.QuickPickItem & { id: string } {
  const { low, high } = measured?.speedup ?? predictedSpeedup;
  const kind = measured ? 'measured' : 'predicted';
  return {
    id,
    label: title,
    description: `${low.toFixed(1)} to ${high.toFixed(1)} times as fast, ${kind}`,
    detail: why[0] ?? '',
  };
}

function actionOf(report: Report, id: string): RecommendedAction {
  const action = report.recommendations.find((one) => one.id === id)?.action;
  if (!action) throw noSuchRecommendation();
  return action;
}

/** Whether any of them was not open before. */
async function openAll({ changes }: EditPlan): Promise<boolean> {
  let opened = false;
  for (const { kind, file } of changes) {
    if (kind !== 'change') continue;
    const uri = uriOf(file);
    if (vscode.workspace.textDocuments.some((one) => one.uri.toString() === uri.toString())) continue;
    await vscode.workspace.openTextDocument(uri);
    opened = true;
  }
  return opened;
}

/** Menus give other things: a file, a tree item. */
const isApplyArgument = (argument: ApplyArgument | undefined): argument is ApplyArgument =>
  typeof argument === 'object' && 'captureDir' in argument && ('recommendationId' in argument || 'action' in argument);

const nameOf = ({ run }: Report): string =>
  path.basename(run.command.slice(1).find((word) => !word.startsWith('-')) ?? run.command[0] ?? 'program');
