/** Installs the Debian packages that the tests in real VS Code need and that are missing. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** apt waits this long for another apt to finish instead of failing at once. */
const lockTimeoutSeconds = 300;

/** The packages of `names` that are not installed. */
function missing(names) {
  return names.filter((name) => {
    const query = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status}', name], { encoding: 'utf8' });
    return query.stdout?.trim() !== 'installed';
  });
}

/**
 * Installs what is missing of `names`.
 * @param {string[]} names Debian packages
 * @param {string} purpose what they are for, as the end of a sentence
 */
export function ensureDebianPackages(names, purpose) {
  if (!existsSync('/usr/bin/dpkg-query') || !existsSync('/usr/bin/apt-get')) {
    throw new Error(
      `This system has no apt-get, so nothing can be installed automatically ${purpose}. ` +
        `Install what Debian calls ${names.join(', ')} and run this again.`,
    );
  }
  const wanted = missing(names);
  if (wanted.length === 0) return;
  const prefix = asRoot();
  if (!prefix) {
    throw new Error(
      `These Debian packages are missing ${purpose}: ${wanted.join(' ')}. ` +
        `Run "apt-get install ${wanted.join(' ')}" as root and then this again.`,
    );
  }
  console.error(`Installing Debian packages: ${wanted.join(' ')}…`);
  apt(prefix, ['update']);
  apt(prefix, ['install', '-y', ...wanted]);
}

/** What to put before a command so that it runs as root, or null when that needs a password. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n', '-E'] : null;
}

function apt(prefix, args) {
  const [command, ...rest] = [...prefix, 'apt-get', '-q', '-o', `DPkg::Lock::Timeout=${lockTimeoutSeconds}`, ...args];
  const result = spawnSync(command, rest, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 1 << 28,
  });
  if (result.status === 0) return;
  const said = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').slice(-15).join('\n');
  throw new Error(`apt-get ${args.join(' ')} failed (${result.error?.message ?? `status ${result.status}`}).\n${said}`);
}
