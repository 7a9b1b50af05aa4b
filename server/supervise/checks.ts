/** What can be wrong before anything starts, each said in one sentence that tells what to do. */
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { FolderInUse, lockFolder } from '#server/db/embedded/lock.ts';

/** Ends the start with one sentence and no stack. */
export class CannotStart extends Error {}

const freeBytesMin = 200 * 2 ** 20;

/** Creates the data folder and proves that it can be written; takes the lock of the whole product on it. */
export async function takeDataFolder(folder: string): Promise<() => void> {
  try {
    for (const name of ['run', 'blobs', 'exports', 'uploads']) {
      mkdirSync(path.join(folder, name), { recursive: true, mode: 0o700 });
    }
    const probe = path.join(folder, 'run', `probe-${process.pid}`);
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (error) {
    throw new CannotStart(folderProblem(folder, error as NodeJS.ErrnoException));
  }
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < freeBytesMin) {
    throw new CannotStart(
      `The disk of the data folder ${folder} is full: ${Math.round((bavail * bsize) / 2 ** 20)} MB are free, ` +
        `${freeBytesMin / 2 ** 20} MB are needed. Free some, or set SHELFWISE_DATA to another disk.`,
    );
  }
  try {
    return await lockFolder(path.join(folder, 'run'));
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    throw new CannotStart(
      `Shelfwise already runs on ${folder} (${error.message}). Stop that one first, or set SHELFWISE_DATA to another folder.`,
    );
  }
}

function folderProblem(folder: string, error: NodeJS.ErrnoException): string {
  const other = 'set SHELFWISE_DATA to a folder that can be written.';
  if (error.code === 'ENOSPC')
    return `The disk of the data folder ${folder} is full. Free some space, or ${other}`;
  if (error.code === 'EROFS') return `The data folder ${folder} lies on a read-only disk: ${other}`;
  if (error.code === 'EACCES' || error.code === 'EPERM')
    return `The data folder ${folder} may not be written: ${other}`;
  if (error.code === 'ENOTDIR' || error.code === 'EEXIST')
    return `${folder} is a file, not a folder: ${other}`;
  return `The data folder ${folder} cannot be used (${error.message}): ${other}`;
}

/** Throws CannotStart where the port is taken or may not be used. */
export async function checkPort(host: string, port: number): Promise<void> {
  const problem = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
  if (!problem) return;
  if (problem.code === 'EADDRINUSE') {
    throw new CannotStart(
      `Port ${port} of ${host} is in use by another program. Stop it, or choose another one: PORT=3001 npm start.`,
    );
  }
  throw new CannotStart(`Port ${port} of ${host} cannot be used: ${problem.message}.`);
}
