/** The language client: starts the server in a process of its own and hands it the report. */
import { LanguageClient, State, TransportKind, type LanguageClientOptions } from 'vscode-languageclient/node';
import type { Log } from '../log.ts';
import { HeatDecorations } from './heatDecorations.ts';
import {
  changeSettingsMethod,
  lineHeatMethod,
  showReportMethod,
  type AnnotationSettings,
  type HeatLine,
  type ShowReport,
} from '../languageServer/messages.ts';

export interface AnnotationClient {
  show(settings: AnnotationSettings, report: ShowReport): Promise<void>;
  stop(): Promise<void>;
}

const languages = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

export async function startAnnotationClient(
  serverFile: string,
  openCommand: string,
  log: Log,
): Promise<AnnotationClient> {
  const options: LanguageClientOptions = {
    documentSelector: languages.map((language) => ({ scheme: 'file', language })),
    outputChannel: log,
    // A hover links to the report; no other command can be put into one.
    markdown: { isTrusted: { enabledCommands: [openCommand] } },
  };
  const server = { module: serverFile, transport: TransportKind.ipc };
  const client = new LanguageClient('profileConcurrency', 'Concurrency Profiler', server, options);
  let last: (() => Promise<void>) | undefined;
  // A server that was restarted after a crash knows nothing yet.
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) last?.().catch((error: unknown) => log.warn(String(error)));
  });
  await client.start();
  const heat = new HeatDecorations((document) =>
    // Only what the client has told the server of.
    languages.includes(document.languageId) && document.uri.scheme === 'file'
      ? client.sendRequest<HeatLine[]>(lineHeatMethod, client.code2ProtocolConverter.asUri(document.uri))
      : Promise.resolve([]),
  );
  return {
    async show(settings, report) {
      last = async () => {
        await client.sendNotification(changeSettingsMethod, settings);
        await client.sendNotification(showReportMethod, report);
      };
      await last();
      heat.show(settings.lineHeat && report.report !== null);
    },
    stop: () => {
      heat.dispose();
      return client.stop();
    },
  };
}
