/**
 * Exclusive use of a data folder. PGlite does not check, and two owners of one folder lose rows silently. The lock
 * holds pid and start time, so that a lock left by a killed process, or a recycled pid, is seen as stale.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The folder belongs to another live process. */
export class FolderInUse extends Error {}

/** How long to wait for an owner that was killed a moment ago. */
const usualGraceMs = 5000;
const settleMs = 25;

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

const ownMark = (): string => `${process.pid}\n${startTimeOf(process.pid)}\n`;

/** Takes the lock if nobody holds it. The file appears with its owner in it: one that is half written would seem stale. */
function tryLock(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, ownMark(), { mode: 0o600 });
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes the lock of a dead owner. Two may try at once: what was taken away by mistake, a new owner's, is put back. */
function removeStale(file: string, seen: string): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== seen) linkSync(aside, file);
  } catch {
    // Another one was first.
  }
  rmSync(aside, { force: true });
}

/** Takes the lock and looks again a moment later: somebody who cleared a stale one may have moved ours aside. */
async function holdLock(file: string): Promise<boolean> {
  if (!tryLock(file)) return false;
  await new Promise((wake) => setTimeout(wake, settleMs));
  try {
    return readFileSync(file, 'utf8') === ownMark();
  } catch {
    return false;
  }
}

/** Takes the lock of a folder; throws FolderInUse. Returns the release. */
export async function lockFolder(folder: string, graceMs = usualGraceMs): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'owner.lock');
  const until = Date.now() + graceMs;
  while (!(await holdLock(file))) {
    let seen: string;
    try {
      seen = readFileSync(file, 'utf8');
    } catch {
      continue; // released between the two calls
    }
    const [owner, startTime] = seen.split('\n');
    const pid = Number(owner);
    if (isAlive(pid) && startTimeOf(pid) === startTime) {
      if (Date.now() > until) throw new FolderInUse(`the data folder ${folder} is in use by process ${pid}`);
      await new Promise((wake) => setTimeout(wake, 100));
    } else {
      removeStale(file, seen);
    }
  }
  return () => rmSync(file, { force: true });
}
