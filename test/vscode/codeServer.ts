/** VS Code in a browser, for one test or for `npm run vscode`: started on a free loopback port, with its own state. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where code-server and the Node.js that runs it lie (see setup.mjs). */
export interface CodeServerPaths {
  readonly node: string;
  readonly entry: string;
}

export interface CodeServerOptions {
  readonly paths: CodeServerPaths;
  /** Installed before the start. */
  readonly vsix: string;
  /** With trust on, a folder opens in restricted mode until the user trusts it. */
  readonly workspaceTrust: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly keybindings?: readonly { readonly key: string; readonly command: string }[];
}

export interface CodeServer {
  readonly url: string;
  /** The address that opens a folder. */
  folderUrl(folder: string): string;
  /** Changes some of the user's settings; a window takes them up when it is reloaded. */
  writeSettings(settings: Readonly<Record<string, unknown>>): void;
  /** What the server and the extension host have said so far. */
  logs(): string;
  close(): Promise<void>;
}

/** A cold start takes about two seconds here; a busy machine ten times as long. */
const startTimeoutMs = 60_000;
const installTimeoutMs = 120_000;
const closeTimeoutMs = 10_000;

/** Everything that would cover the workbench, reach for the network or change with time is off. */
const quietSettings: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'typescript.disableAutomaticTypeAcquisition': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'window.autoDetectColorScheme': false,
  'editor.minimap.enabled': false,
  'terminal.integrated.hideOnStartup': 'always',
  // Rows as elements rather than pixels, so that tests can read them.
  'terminal.integrated.gpuAcceleration': 'off',
};

/** Installs the extension into a fresh profile and starts code-server on it. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const state = mkdtempSync(path.join(os.tmpdir(), 'vscode-test-'));
  const userData = path.join(state, 'user-data');
  const environment = isolatedEnvironment(state);
  const common = [
    options.paths.entry,
    ...['--user-data-dir', userData],
    ...['--extensions-dir', path.join(state, 'extensions')],
    ...['--config', path.join(state, 'config.yaml')],
  ];
  writeFileSync(path.join(state, 'config.yaml'), 'auth: none\n');

  const writeSettings = (settings: Readonly<Record<string, unknown>>): void => {
    const merged = {
      ...quietSettings,
      'security.workspace.trust.enabled': options.workspaceTrust,
      ...options.settings,
      ...settings,
    };
    // A browser's VS Code takes settings of scope "machine" from the second file alone; which of both counted for a setting
    // of ours depended on whether the extension's manifest was read before the settings were.
    for (const folder of ['User', 'Machine']) {
      mkdirSync(path.join(userData, folder), { recursive: true });
      writeFileSync(path.join(userData, folder, 'settings.json'), JSON.stringify(merged, null, 2));
    }
  };
  writeSettings({});
  writeFileSync(path.join(userData, 'User', 'keybindings.json'), JSON.stringify(options.keybindings ?? []));

  const installed = spawnSync(options.paths.node, [...common, '--install-extension', options.vsix], {
    encoding: 'utf8',
    env: environment,
    timeout: installTimeoutMs,
  });
  if (installed.status !== 0) {
    rmSync(state, { recursive: true, force: true });
    throw new Error(`The extension could not be installed into code-server:\n${installed.stdout}${installed.stderr}`);
  }

  const child = spawn(
    options.paths.node,
    [
      ...common,
      ...['--auth', 'none'],
      ...['--bind-addr', '127.0.0.1:0'],
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
      '--ignore-last-opened',
    ],
    // Its own process group, so that the hosts which it starts can be stopped with it.
    { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const close = async (): Promise<void> => {
    await stopGroup(child);
    rmSync(state, { recursive: true, force: true, maxRetries: 5 });
  };

  try {
    const url = await addressOf(child, () => output);
    return {
      url,
      folderUrl: (folder) => `${url}/?folder=${encodeURIComponent(folder)}`,
      writeSettings,
      logs: () => `${output}\n${logFiles(path.join(userData, 'logs'))}`,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The user's own code-server, npm and Node.js settings stay out, and nothing is written to the home folder. */
function isolatedEnvironment(state: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_|VSCODE_|CODE_SERVER_|CS_|PASSWORD$|HASHED_PASSWORD$|PORT$)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    // No extension gallery: nothing but this machine is asked for anything.
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }),
    XDG_CONFIG_HOME: path.join(state, 'config'),
    XDG_DATA_HOME: path.join(state, 'data'),
    XDG_CACHE_HOME: path.join(state, 'cache'),
    XDG_STATE_HOME: path.join(state, 'state'),
    // Every session is new here, and its first run would wait 3 s for it.
    CONCURRENCY_PROFILER_CALIBRATION: 'off',
  };
}

/** Resolves with the address that code-server prints once it listens. */
function addressOf(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      finish(() => reject(new Error(`code-server was not ready after ${startTimeoutMs / 1000} s:\n${output()}`)));
    }, startTimeoutMs);
    const look = (): void => {
      const match = /HTTP server listening on (http:\/\/[\w.:]+)/.exec(output());
      if (match?.[1]) finish(() => resolve(match[1] as string));
    };
    const exited = (code: number | null): void => {
      finish(() => reject(new Error(`code-server ended with status ${code} before it was ready:\n${output()}`)));
    };
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      child.stdout?.off('data', look);
      child.off('exit', exited);
      settle();
    };
    child.stdout?.on('data', look);
    child.on('exit', exited);
  });
}

async function stopGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const exited =
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const signalGroup = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-pid, signal);
    } catch {
      // The group is gone already, which is what we want.
    }
  };
  signalGroup('SIGTERM');
  const timer = setTimeout(() => signalGroup('SIGKILL'), closeTimeoutMs);
  await exited;
  clearTimeout(timer);
  // The server may end before the hosts that it started.
  signalGroup('SIGKILL');
}

function logFiles(folder: string): string {
  let text = '';
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.log')) continue;
    const file = path.join(entry.parentPath, entry.name);
    text += `\n===== ${path.relative(folder, file)}\n${readFileSync(file, 'utf8')}`;
  }
  return text;
}
