/** `shelfwise doctor`: what this machine has, and whether the desk is well. */
import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import { dataDir, env } from '#server/config/env.ts';
import { nodeProblem } from '#server/config/node-version.ts';
import { type Command, UsageError } from './command.ts';
import { parseOptions, printJson } from './options.ts';
import { withDesk } from './with-desk.ts';

const help = `shelfwise doctor [--json]

Checks the Node version, the data folder, free disk, and the database of the running desk with its extensions, migrations
and failed units. Exit code 1 when something is wrong.`;

interface Check {
  name: string;
  ok: boolean;
  found: string;
}

/** Free space below which imports of pictures soon fail. */
const freeMinBytes = 2 * 2 ** 30;

async function checkMachine(): Promise<Check[]> {
  const folder = dataDir();
  const writable = await access(path.dirname(folder), constants.W_OK).then(
    () => true,
    () => false,
  );
  const disk = await statfs(path.dirname(folder)).catch(() => null);
  const free = disk ? disk.bavail * disk.bsize : 0;
  const memory = `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  return [
    { name: 'node', ok: nodeProblem(process.versions.node) === null, found: process.version },
    { name: 'machine', ok: true, found: memory },
    { name: 'data folder', ok: writable, found: writable ? folder : `${folder} cannot be written` },
    { name: 'free disk', ok: free >= freeMinBytes, found: `${Math.round(free / 2 ** 30)} GiB` },
  ];
}

async function checkDesk(): Promise<Check[]> {
  const { readHealth } = await import('#server/db/read-health.ts');
  const health = await withDesk(readHealth);
  return [
    { name: 'database', ok: true, found: health.version },
    {
      name: 'extensions',
      ok: health.missing.length === 0,
      found: health.missing.length ? `missing: ${health.missing.join(', ')}` : 'vector, pg_trgm',
    },
    {
      name: 'migrations',
      ok: health.unfinished === 0,
      found: `${health.migrations} applied, ${health.unfinished} unfinished`,
    },
    { name: 'failed units', ok: health.failedUnits === 0, found: String(health.failedUnits) },
  ];
}

async function run(argv: string[]): Promise<number> {
  const options = parseOptions(argv, [], ['json']);
  const checks = await checkMachine();
  try {
    checks.push(...(await checkDesk()));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    checks.push({
      name: 'desk',
      ok: true,
      found: `not running (${env().DATABASE_URL ? 'DATABASE_URL' : dataDir()})`,
    });
  }
  const ok = checks.every((check) => check.ok);
  if (options.flag('json')) printJson({ ok, checks });
  else for (const check of checks) console.log(`${check.ok ? 'ok  ' : 'FAIL'} ${check.name}: ${check.found}`);
  return ok ? 0 : 1;
}

export const command: Command = {
  name: 'doctor',
  summary: 'check this machine and the running desk',
  help,
  run,
};
