/** The language client: starts the server in a process of its own and hands it the report. */
import { LanguageClient, State, TransportKind, type LanguageClientOptions } from 'vscode-languageclient/node';
import type { Log } from '../log.ts';
import {
  changeSettingsMethod,
  showReportMethod,
  type AnnotationSettings,
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
  return {
    async show(settings, report) {
      last = async () => {
        await client.sendNotification(changeSettingsMethod, settings);
        await client.sendNotification(showReportMethod, report);
      };
      await last();
    },
    stop: () => client.stop(),
  };
}
