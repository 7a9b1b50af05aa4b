/**
 * pgvector for the machine's own PostgreSQL, built from Debian's source package: Debian's stable PostgreSQL has no binary
 * of it. A private apt configuration reads the newer release's sources from the mirror that this machine already uses, so
 * the machine's package lists stay as they are and nothing of the newer release is pulled in as a binary.
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installPackages, lastLine, type Outcome } from './debian-packages.ts';
import { runCommand } from './run-command.ts';

/** Release whose pgvector source builds against PostgreSQL 15 and newer. */
const release = 'trixie';
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** The Debian mirror of this machine's own package lists. */
function mirror(): string | undefined {
  const { output } = runCommand('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI)',
    'Created-By: Packages',
  ]);
  return output.split('\n').find((line) => /\/debian\/?$/.test(line));
}

function fetchSource(work: string, from: string): Outcome {
  for (const folder of ['lists/partial', 'src']) mkdirSync(path.join(work, folder), { recursive: true });
  // apt downloads as its own user where it has one.
  runCommand('chown', ['-R', '_apt', path.join(work, 'lists'), path.join(work, 'src')]);
  const sources = path.join(work, 'src.sources');
  writeFileSync(
    sources,
    `Types: deb-src\nURIs: ${from}\nSuites: ${release}\nComponents: main\nSigned-By: ${keyring}\n`,
  );
  const options = [
    ['Dir::Etc::sourcelist', sources],
    ['Dir::Etc::sourceparts', '-'],
    ['Dir::State::lists', path.join(work, 'lists')],
    ['Dir::Cache::pkgcache', ''],
    ['Dir::Cache::srcpkgcache', ''],
  ].flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const updated = runCommand('apt-get', ['-q', ...options, 'update']);
  if (!updated.ok) return { ok: false, reason: lastLine(updated.output) };
  const fetched = runCommand('apt-get', ['-q', ...options, 'source', '--download-only', 'pgvector'], {
    cwd: path.join(work, 'src'),
  });
  return fetched.ok ? { ok: true } : { ok: false, reason: lastLine(fetched.output) };
}

function build(work: string, pgConfig: string): Outcome {
  const source = path.join(work, 'src');
  const archive = readdirSync(source).find((name) => /^pgvector_.*\.orig\.tar\.gz$/.test(name));
  if (!archive) return { ok: false, reason: 'the source package of pgvector came without its archive' };
  const folder = path.join(work, 'build');
  mkdirSync(folder);
  // OPTFLAGS empty: runs on every processor. with_llvm=no: no bitcode, so clang is not needed.
  const make = ['-C', folder, `PG_CONFIG=${pgConfig}`, 'OPTFLAGS=', 'with_llvm=no'];
  for (const [program, args] of [
    ['tar', ['-xzf', path.join(source, archive), '-C', folder, '--strip-components=1']],
    ['make', [...make, `-j${os.availableParallelism()}`]],
    ['make', [...make, 'install']],
  ] as const) {
    const result = runCommand(program, [...args]);
    if (!result.ok) return { ok: false, reason: `building pgvector: ${lastLine(result.output)}` };
  }
  return { ok: true };
}

/** Makes sure that the PostgreSQL of this major version has pgvector ≥ 0.8. */
export function ensurePgvector(major: string): Outcome {
  const control = `/usr/share/postgresql/${major}/extension/vector.control`;
  if (existsSync(control) && !/'0\.[0-7]\./.test(readFileSync(control, 'utf8'))) return { ok: true };
  const tools = installPackages([`postgresql-server-dev-${major}`, 'build-essential']);
  if (!tools.ok) return tools;
  const from = mirror();
  if (!from) return { ok: false, reason: 'this machine names no Debian mirror' };
  const work = mkdtempSync('/var/tmp/pgvector-');
  try {
    chmodSync(work, 0o755);
    const fetched = fetchSource(work, from);
    return fetched.ok ? build(work, `/usr/lib/postgresql/${major}/bin/pg_config`) : fetched;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
