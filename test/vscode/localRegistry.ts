/** A registry of packages on loopback: npm installs from it as from any other, and asks nobody else. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface LocalRegistry {
  /** For the .npmrc of a project. */
  readonly npmrc: string;
  /** From now on it has the package that lies in this folder; before, it knows none. */
  publish(packageFolder: string): void;
  close(): Promise<void>;
}

export async function openLocalRegistry(): Promise<LocalRegistry> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'local-registry-'));
  const answers = new Map<string, string | Buffer>();
  const server = createServer(({ url = '/' }, response) => {
    const answer = answers.get(url);
    response.writeHead(answer === undefined ? 404 : 200);
    response.end(answer ?? '{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const npmrc = [
    `registry=${address}/`,
    `cache=${path.join(scratch, 'cache')}`,
    // A proxy of the machine has no business with loopback, and nothing else is to be asked.
    'noproxy=127.0.0.1',
    'audit=false',
    'fund=false',
    'update-notifier=false',
    '',
  ].join('\n');
  return {
    npmrc,
    publish(packageFolder) {
      const manifest = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
      const { name, version } = manifest as { name: string; version: string };
      const packed = execFileSync(
        'npm',
        ['pack', packageFolder, '--json', '--ignore-scripts', '--offline', '--pack-destination', scratch],
        { encoding: 'utf8', cwd: scratch, stdio: ['ignore', 'pipe', 'ignore'], shell: process.platform === 'win32' },
      );
      const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
      const archive = readFileSync(path.join(scratch, filename));
      const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
      const dist = { tarball: `${address}/archives/${filename}`, integrity };
      answers.set(`/archives/${filename}`, archive);
      answers.set(
        `/${name}`,
        JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } }),
      );
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
