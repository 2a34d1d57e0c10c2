/** The built language server in its own process, spoken to as an editor does. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  CodeLensRefreshRequest,
  CodeLensRequest,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  ShutdownRequest,
  createProtocolConnection,
} from 'vscode-languageserver/node';
import { changeSettingsMethod, showReportMethod } from '../../src/extension/languageServer/messages.ts';

const server = path.resolve(import.meta.dirname, '../../dist/languageServer.js');
const file = path.resolve('/project/app.js');
const uri = pathToFileURL(file).href;
const source = 'function work() {\n  return 1;\n}\n';
const report = {
  run: { wallMs: 1000 },
  verdict: { class: 'cpu-bound' },
  hotFunctions: [
    {
      name: 'work',
      location: { file, line: 1, column: 1 },
      selfMs: 120,
      totalMs: 310,
      selfShare: 0.12,
      totalShare: 0.31,
      calls: null,
      category: 'user',
      lines: [{ line: 2, selfMs: 120 }],
    },
  ],
  sources: [{ file, sha256: createHash('sha256').update(source).digest('hex') }],
};

test('numbers stand beside the measured text, and go with a change, a setting or the report', async () => {
  const child = fork(server, ['--node-ipc'], { stdio: 'inherit', execArgv: [] });
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  let refreshed = (): void => {};
  connection.onRequest(CodeLensRefreshRequest.type, () => refreshed());
  connection.listen();
  /** Tells the server something that must make the editor ask for lenses anew. */
  const tell = async (method: string, message: object) => {
    const refresh = new Promise<void>((resolve) => (refreshed = resolve));
    await connection.sendNotification(method, message);
    await refresh;
  };
  const textDocument = { uri };
  const lenses = async () =>
    ((await connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? []).map(
      ({ range, command }) => `${range.start.line}: ${command?.title} -> ${command?.command} ${command?.arguments}`,
    );
  const hover = async (line: number) => {
    const found = await connection.sendRequest(HoverRequest.type, { textDocument, position: { line, character: 2 } });
    return found === null ? null : (found.contents as { value: string }).value;
  };

  try {
    const capabilities = { workspace: { codeLens: { refreshSupport: true } } };
    await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities });
    await connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'javascript', version: 1, text: source },
    });
    assert.deepEqual(await lenses(), []);

    await tell(showReportMethod, { report, captureDir: '/captures/one', openCommand: 'open' });
    const shown = ['0: Self 120 ms · Total 310 ms · 31 % · CPU-bound program -> open /captures/one'];
    assert.deepEqual(await lenses(), shown);
    assert.match((await hover(1)) ?? '', /This line: \*\*120 ms\*\*/);
    assert.equal(await hover(2), null);

    await tell(changeSettingsMethod, { codeLens: false, hover: true });
    assert.deepEqual(await lenses(), []);
    await tell(changeSettingsMethod, { codeLens: true, hover: false });
    assert.deepEqual(await lenses(), shown);
    assert.equal(await hover(1), null);

    const edit = (version: number, text: string) =>
      connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
    await edit(2, `// new\n${source}`);
    assert.deepEqual(await lenses(), []);
    await edit(3, source);
    assert.deepEqual(await lenses(), shown);

    await tell(showReportMethod, { report: null, captureDir: '', openCommand: 'open' });
    assert.deepEqual(await lenses(), []);
    await connection.sendRequest(ShutdownRequest.type);
    const exit = once(child, 'exit');
    await connection.sendNotification(ExitNotification.type);
    assert.equal((await exit)[0], 0);
  } finally {
    connection.dispose();
    child.kill();
  }
});
