/**
 * Exclusive use of a data folder. PGlite does not check, and two owners of one folder lose rows silently. The lock
 * holds pid and start time, so that a lock left by a killed process, or a recycled pid, is seen as stale.
 */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** The folder belongs to another live process. */
export class FolderInUse extends Error {}

/** How long to wait for an owner that was killed a moment ago. */
const graceMs = 5000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Start time in clock ticks since boot; empty where /proc is absent, 'dead' for a zombie. */
export function startTimeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? 'dead' : fields[19];
  } catch {
    return '';
  }
}

function tryLock(file: string): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, `${process.pid}\n${startTimeOf(process.pid)}\n`);
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes the lock of a folder; throws FolderInUse. Returns the release. */
export async function lockFolder(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'owner.lock');
  const until = Date.now() + graceMs;
  while (!tryLock(file)) {
    let owner: string[];
    try {
      owner = readFileSync(file, 'utf8').split('\n');
    } catch {
      continue; // released between the two calls
    }
    const pid = Number(owner[0]);
    if (isAlive(pid) && startTimeOf(pid) === owner[1]) {
      if (Date.now() > until) throw new FolderInUse(`the data folder ${folder} is in use by process ${pid}`);
      await new Promise((wake) => setTimeout(wake, 100));
    } else {
      rmSync(file, { force: true });
    }
  }
  return () => rmSync(file, { force: true });
}
