/** package.json and the code name the same things. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import {
  captureEditorType,
  captureItem,
  commands,
  comparisonPanelType,
  contextKeys,
  heatColours,
  innerCommands,
  panelType,
  profileEditorTypes,
  profilesPanelType,
  settingKeys,
  settingsSection,
  views,
} from '../../../src/extension/ids.ts';
import { defaultRecording } from '../../../src/profiler/capture/manifest.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const readJson = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const manifest = readJson('package.json');
const { contributes } = manifest;
const text = JSON.stringify(manifest);
const sorted = (values: Iterable<string>) => [...values].sort();

interface MenuEntry {
  command: string;
  when?: string;
}
const menuEntries = (menu: string): MenuEntry[] => contributes.menus[menu];

test('the manifest and the code list the same commands', () => {
  const declared = contributes.commands.map((entry: { command: string }) => entry.command);
  assert.deepEqual(sorted(declared), sorted([...Object.values(commands), ...Object.values(innerCommands)]));
});

test('every command has a title and the category', () => {
  for (const entry of contributes.commands) {
    assert.match(entry.title, /^%command\./, entry.command);
    assert.equal(entry.category, '%category%', entry.command);
  }
});

test('menus offer only commands that exist, and the palette hides the inner ones', () => {
  const known = new Set<string>([...Object.values(commands), ...Object.values(innerCommands)]);
  for (const menu of Object.keys(contributes.menus)) {
    for (const { command } of menuEntries(menu)) assert.ok(known.has(command), `${menu}: ${command}`);
  }
  const hidden = menuEntries('commandPalette').filter(({ when }) => when === 'false');
  assert.deepEqual(sorted(hidden.map(({ command }) => command)), sorted(Object.values(innerCommands)));
});

test('a file can be profiled from the explorer, the editor, its run menu and the palette, in trusted workspaces', () => {
  for (const menu of ['explorer/context', 'editor/context', 'editor/title/run', 'commandPalette']) {
    const entry = menuEntries(menu).find(({ command }) => command === commands.profileFile);
    assert.match(entry?.when ?? '', /isWorkspaceTrusted/, menu);
    assert.match(entry?.when ?? '', /resourceScheme == file/, menu);
  }
});

test('the menus offer JavaScript and TypeScript programs and nothing else', () => {
  const clause = menuEntries('explorer/context')[0]?.when ?? '';
  const pattern = new RegExp(/=~ \/(.+)\//.exec(clause)?.[1] ?? 'missing');
  for (const extension of ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']) assert.match(extension, pattern);
  for (const extension of ['.json', '.jsx', '.tsx', '.py', '.css', '.tsbuildinfo', '']) {
    assert.doesNotMatch(extension, pattern);
  }
});

test('the manifest and the code list the same settings, each with a default and a description', () => {
  const { properties } = contributes.configuration;
  const wanted = Object.values(settingKeys).map((key) => `${settingsSection}.${key}`);
  assert.deepEqual(sorted(Object.keys(properties)), sorted(wanted));
  for (const [id, schema] of Object.entries<Record<string, unknown>>(properties)) {
    assert.notEqual(schema.default, undefined, id);
    assert.match(String(schema.markdownDescription), /^%setting\./, id);
  }
});

test('the settings start with what the launcher takes when it is told nothing', () => {
  const byDefault = (key: string) => contributes.configuration.properties[`${settingsSection}.${key}`].default;
  assert.equal(byDefault(settingKeys.cpuSamplingInterval) * 1000, defaultRecording.cpuIntervalMicros);
  assert.equal(byDefault(settingKeys.heapSamplingInterval) * 1024, defaultRecording.heapIntervalBytes);
  assert.equal(byDefault(settingKeys.heapMode), defaultRecording.heapMode);
});

test('an untrusted workspace cannot choose what is run, with what, or where', () => {
  const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
  assert.equal(untrustedWorkspaces.supported, 'limited');
  assert.equal(virtualWorkspaces.supported, 'limited');
  const restricted = [
    ...['nodePath', 'nodeArguments', 'arguments', 'cwd', 'env', 'envFile', 'captureFolder'],
    ...['trial.inputsFile', 'trial.redisUrl'],
  ];
  assert.deepEqual(
    sorted(untrustedWorkspaces.restrictedConfigurations),
    sorted(restricted.map((key) => `${settingsSection}.${key}`)),
  );
});

test('views, context keys and the panel carry the names that the code uses', () => {
  assert.deepEqual(
    contributes.views.explorer.map((view: { id: string }) => view.id),
    Object.values(views),
  );
  for (const key of Object.values(contextKeys)) assert.ok(text.includes(key), key);
  assert.ok(text.includes(`viewItem == ${captureItem}`));
  assert.deepEqual(
    manifest.activationEvents,
    [panelType, comparisonPanelType, profilesPanelType].map((type) => `onWebviewPanel:${type}`),
  );
});

test('files open in the editors that the code registers, and only a capture does so unasked', () => {
  const byDefault = new Map<string, string>(
    contributes.customEditors.map(({ viewType, priority }: Record<string, string>) => [viewType, priority]),
  );
  assert.deepEqual(sorted(byDefault.keys()), sorted([captureEditorType, ...Object.values(profileEditorTypes)]));
  for (const [type, priority] of byDefault) {
    assert.equal(priority, type === captureEditorType ? 'default' : 'option', type);
  }
});

test('every colour of the hot lines is declared for all kinds of themes', () => {
  const wanted = Object.values(heatColours).flatMap(({ background, mark }) => [background, mark]);
  assert.deepEqual(sorted(contributes.colors.map(({ id }: { id: string }) => id)), sorted(wanted));
  for (const { id, defaults } of contributes.colors) {
    assert.deepEqual(sorted(Object.keys(defaults)), ['dark', 'highContrast', 'highContrastLight', 'light'], id);
  }
});

test('every text of the manifest exists, and none is left over', () => {
  const used = new Set([...text.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? ''));
  assert.deepEqual(sorted(used), sorted(Object.keys(readJson('package.nls.json'))));
});

test('texts of settings link to settings that exist', () => {
  const linked = [...JSON.stringify(readJson('package.nls.json')).matchAll(/`#([^#`]+)#`/g)].map((match) => match[1]);
  assert.ok(linked.length > 0);
  for (const id of linked) assert.ok(id !== undefined && id in contributes.configuration.properties, id);
});

test('the files that the manifest names are there', () => {
  for (const file of [manifest.icon, ...contributes.views.explorer.map((view: { icon: string }) => view.icon)]) {
    assert.ok(existsSync(path.join(root, file)), file);
  }
});
