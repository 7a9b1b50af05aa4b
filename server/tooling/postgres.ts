/**
 * A throw-away PostgreSQL with pgvector on a free loopback port, for tests and benchmarks. Uses the machine's own
 * PostgreSQL; installs it and builds pgvector where it may (root on Debian); otherwise says why it cannot.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { installPackages } from './debian-packages.ts';
import { freePort } from './free-port.ts';
import { ensurePgvector } from './install-pgvector.ts';
import { runCommand } from './run-command.ts';

export type ThrowAwayPostgres =
  | { ok: true; url: string; stop: () => Promise<void> }
  | { ok: false; reason: string };

const settings = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 100
shared_buffers = 256MB
maintenance_work_mem = 256MB
fsync = off
synchronous_commit = off
full_page_writes = off
`;

/** Newest major version installed. */
function installedMajor(): string | undefined {
  const folder = '/usr/lib/postgresql';
  const majors = existsSync(folder) ? readdirSync(folder) : [];
  const usable = majors.filter((major) => existsSync(path.join(folder, major, 'bin/initdb')));
  return usable.sort((a, b) => Number(b) - Number(a))[0];
}

function ensureServer(): { ok: true; major: string } | { ok: false; reason: string } {
  if (!installedMajor()) {
    if (process.getuid?.() === 0) {
      // No default cluster on port 5432.
      mkdirSync('/etc/postgresql-common/createcluster.d', { recursive: true });
      writeFileSync(
        '/etc/postgresql-common/createcluster.d/00-no-main.conf',
        'create_main_cluster = false\n',
      );
    }
    const installed = installPackages(['postgresql']);
    if (!installed.ok) return installed;
  }
  const major = installedMajor();
  if (!major) return { ok: false, reason: 'no initdb under /usr/lib/postgresql' };
  const vector = ensurePgvector(major);
  return vector.ok ? { ok: true, major } : vector;
}

/** PostgreSQL refuses to run as root: root becomes user postgres. */
function asServerUser(program: string, args: string[]): { program: string; args: string[] } {
  if (process.getuid?.() !== 0) return { program, args };
  // setpriv replaces itself, so signals reach the server; runuser stays between and swallows them.
  const user = ['--reuid', 'postgres', '--regid', 'postgres', '--init-groups'];
  return { program: 'setpriv', args: [...user, '--', program, ...args] };
}

function initialise(bin: string, folder: string, password: string): { ok: boolean; output: string } {
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (process.getuid?.() === 0) runCommand('chown', ['-R', 'postgres', folder]);
  chmodSync(folder, 0o700);
  const options = ['-D', path.join(folder, 'data'), '-U', 'shelfwise', `--pwfile=${passwordFile}`];
  // The same sort order as the embedded database.
  const command = asServerUser(path.join(bin, 'initdb'), [
    ...options,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
  ]);
  return runCommand(command.program, command.args, { cwd: '/' });
}

/** Starts the server; it ends with this process at the latest. `more`: further lines of its configuration. */
export async function startThrowAwayPostgres(more = ''): Promise<ThrowAwayPostgres> {
  const server = ensureServer();
  if (!server.ok) return server;
  const bin = `/usr/lib/postgresql/${server.major}/bin`;
  const folder = mkdtempSync('/var/tmp/shelfwise-postgres-');
  const password = randomBytes(18).toString('hex');
  const initialised = initialise(bin, folder, password);
  if (!initialised.ok) return { ok: false, reason: `initdb: ${initialised.output.trim()}` };
  appendFileSync(path.join(folder, 'data/postgresql.conf'), `${settings}${more}\n`);
  const port = await freePort();
  const { program, args } = asServerUser(path.join(bin, 'postgres'), [
    '-D',
    path.join(folder, 'data'),
    '-p',
    `${port}`,
  ]);
  const child = spawn(program, args, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const killNow = (): void => {
    child.kill('SIGQUIT');
    remove();
  };
  process.once('exit', killNow);
  let log = '';
  const ready = new Promise<boolean>((resolve) => {
    child.stderr.on('data', (data) => {
      log += data;
      if (/ready to accept connections/.test(log)) resolve(true);
    });
    void ended.then(() => resolve(false));
  });
  if (!(await ready)) {
    remove();
    return { ok: false, reason: `PostgreSQL did not start: ${log.trim().split('\n').at(-1)}` };
  }
  return {
    ok: true,
    url: `postgresql://shelfwise:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      process.off('exit', killNow);
      child.kill('SIGINT');
      await ended;
      remove();
    },
  };
}

/** Whether a throw-away server could be started, without starting one. Installs what is missing. */
export function postgresAvailable(): { ok: true } | { ok: false; reason: string } {
  const server = ensureServer();
  return server.ok ? { ok: true } : server;
}

if (existsSync(process.argv[1]) && process.argv[1] === import.meta.filename) {
  const server = await startThrowAwayPostgres();
  if (!server.ok) {
    console.error(`PostgreSQL is unavailable: ${server.reason}`);
    process.exit(1);
  }
  console.log(`DATABASE_URL=${server.url}`);
  process.on('SIGINT', () => void server.stop().then(() => process.exit(0)));
}
