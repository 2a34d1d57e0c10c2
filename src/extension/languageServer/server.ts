/**
 * The language server: puts the latest report's numbers beside the code, in a process of its own. Wires the protocol to
 * the pure files beside it.
 */
import { readFileSync } from 'node:fs';
import {
  CodeActionKind,
  CodeLensRefreshRequest,
  MarkupKind,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
  createConnection,
  type CodeAction,
  type CodeLens,
  type Hover,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { byHand } from '../../profiler/edit/byHand.ts';
import { planEdit } from '../../profiler/edit/index.ts';
import type { EditResult, ProjectFiles } from '../../profiler/edit/editPlan.ts';
import { indexByFile, type FileAnnotations } from './annotationIndex.ts';
import { actionsAt } from './codeActions.ts';
import { fileKey } from './fileKey.ts';
import { hoverText } from './hover.ts';
import { heatOf } from './lineHeat.ts';
import { lensesOf } from './lenses.ts';
import {
  changeSettingsMethod,
  lineHeatMethod,
  showReportMethod,
  type AnnotationSettings,
  type HeatLine,
  type ShowReport,
} from './messages.ts';
import { RememberedAnswers } from './rememberedAnswers.ts';
import { awaitsInLoops } from './serialAwaits.ts';
import { isMeasuredText } from './staleness.ts';

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const plans = new RememberedAnswers<EditResult>();
let canRefreshLenses = false;
let canShowRefusals = false;
let settings: AnnotationSettings = { codeLens: true, hover: true, lineHeat: true };
let shown: (ShowReport & { files: Map<string, FileAnnotations> }) | null = null;

connection.onInitialize(({ capabilities }) => {
  canRefreshLenses = capabilities.workspace?.codeLens?.refreshSupport ?? false;
  canShowRefusals = capabilities.textDocument?.codeAction?.disabledSupport ?? false;
  return {
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      hoverProvider: true,
      codeLensProvider: { resolveProvider: false },
      // No quick fixes: nothing is wrong with the code, another form of it is faster.
      codeActionProvider: { codeActionKinds: [CodeActionKind.RefactorRewrite] },
    },
  };
});

connection.onNotification(changeSettingsMethod, (changed: AnnotationSettings) => {
  settings = changed;
  refreshLenses();
});

connection.onNotification(showReportMethod, (message: ShowReport) => {
  shown = message.report === null ? null : { ...message, files: indexByFile(message.report, fileKey) };
  refreshLenses();
});

connection.onCodeLens(({ textDocument }): CodeLens[] => {
  const found = settings.codeLens ? annotationsFor(textDocument.uri) : null;
  if (!found || !shown?.report) return [];
  const { captureDir, openCommand } = shown;
  return lensesOf(found.annotations, shown.report.verdict).map(({ line, text }) => ({
    range: lineRange(line),
    command: { title: text, command: openCommand, arguments: [captureDir] },
  }));
});

connection.onRequest(lineHeatMethod, (uri: string): HeatLine[] => {
  const found = settings.lineHeat ? annotationsFor(uri) : null;
  const document = documents.get(uri);
  return found && document && shown?.report ? heatOf(found.annotations, shown.report, document.lineCount) : [];
});

connection.onHover(({ textDocument, position }): Hover | null => {
  const found = settings.hover ? annotationsFor(textDocument.uri) : null;
  if (!found || !shown?.report) return null;
  const link = `command:${shown.openCommand}?${encodeURIComponent(JSON.stringify([shown.captureDir]))}`;
  const value = hoverText(found.annotations, position.line + 1, shown.report, link);
  return value === null ? null : { contents: { kind: MarkupKind.Markdown, value } };
});

connection.onCodeAction(({ textDocument, range, context }): CodeAction[] => {
  const document = documents.get(textDocument.uri);
  const only = context.only ?? [CodeActionKind.Refactor];
  const isWanted = only.some((kind) => isWithin(CodeActionKind.RefactorRewrite, kind));
  if (!isWanted || !document || !shown?.report || !isMeasured(document)) return [];
  const { captureDir, applyCommand, report } = shown;
  const key = fileKey(textDocument.uri);
  return actionsAt(
    report,
    { first: range.start.line + 1, last: range.end.line + 1 },
    (file) => fileKey(file) === key,
    () => awaitsInLoops(document.getText(), key),
  ).flatMap(({ title, action, apply }): CodeAction[] => {
    const kind = CodeActionKind.RefactorRewrite;
    const command = { title, command: applyCommand, arguments: [{ captureDir, ...apply }] };
    // Every cursor movement asks for actions: planned once, until a file changes.
    const plan = plans.get(JSON.stringify(action), projectFiles, (files) => planEdit(action, files));
    if (plan.ok) return [{ title, kind, command }];
    return canShowRefusals ? [{ title, kind, disabled: { reason: `${plan.reason} ${byHand(action)}` } }] : [];
  });
});

/** What is open in the editor wins over what is on disk. */
const projectFiles: ProjectFiles = {
  read(file) {
    const key = fileKey(file);
    const open = documents.all().find(({ uri }) => uri.startsWith('file:') && fileKey(uri) === key);
    if (open) return open.getText();
    try {
      return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
    } catch {
      return null;
    }
  },
};

/** `refactor.rewrite` lies within `refactor`, and within the empty kind as all do. */
const isWithin = (kind: string, asked: string): boolean =>
  asked === '' || kind === asked || kind.startsWith(`${asked}.`);

/** A file may be measured without a function that was seen on the CPU: it only waited. */
function isMeasured(document: TextDocument): boolean {
  if (!document.uri.startsWith('file:')) return false;
  const key = fileKey(document.uri);
  const source = shown?.report?.sources.find(({ file }) => fileKey(file) === key);
  return isMeasuredText(document.getText(), source?.sha256 ?? null);
}

/** Null where nothing was measured, and where the text has changed since. */
function annotationsFor(uri: string): { annotations: FileAnnotations } | null {
  const document = documents.get(uri);
  if (!document || !shown || !uri.startsWith('file:')) return null;
  const annotations = shown.files.get(fileKey(uri));
  return annotations && isMeasuredText(document.getText(), annotations.sha256) ? { annotations } : null;
}

function lineRange(line: number): CodeLens['range'] {
  const start = { line: line - 1, character: 0 };
  return { start, end: start };
}

function refreshLenses(): void {
  if (!canRefreshLenses) return;
  connection.sendRequest(CodeLensRefreshRequest.type).catch((error: unknown) => {
    connection.console.warn(`The editor did not refresh its lenses: ${String(error)}`);
  });
}

documents.listen(connection);
connection.listen();
