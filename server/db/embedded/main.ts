/**
 * The process of the embedded database: `main.ts <data folder> <socket folder>`. Prints `ready <url>` on standard
 * output when it serves. Ends when its standard input closes, so a killed supervisor leaves no orphan.
 * Exit codes: 0 stopped, 3 the folder is in use, 4 the folder cannot be written, 70 the backend failed.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { keepHouse } from './housekeeping.ts';
import { FolderInUse, lockFolder } from './lock.ts';
import { openDatabase } from './open-database.ts';
import { EmbeddedServer } from './server.ts';

/** Unix socket paths may hold 107 bytes. */
const socketPathMax = 100;

function fail(code: number, text: string): never {
  console.error(text);
  process.exit(code);
}

async function takeFolders(
  dataFolder: string,
  socketFolder: string,
): Promise<{ release: () => void; socketPath: string }> {
  const socketPath = path.join(socketFolder, '.s.PGSQL.5432');
  if (socketPath.length > socketPathMax) {
    fail(
      4,
      `The path ${socketPath} is too long for a socket (${socketPathMax} at most): set SHELFWISE_DATA to a shorter one.`,
    );
  }
  try {
    mkdirSync(socketFolder, { recursive: true, mode: 0o700 });
    const release = await lockFolder(`${dataFolder}.lock.d`);
    rmSync(socketPath, { force: true }); // we hold the lock, so it is stale
    return { release, socketPath };
  } catch (error) {
    if (error instanceof FolderInUse)
      fail(3, `${error.message}. Stop that one first, or set SHELFWISE_DATA to another folder.`);
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOSPC'
        ? 'the disk is full'
        : code === 'EROFS' || code === 'EACCES'
          ? 'it is read-only'
          : String(code);
    fail(4, `The data folder ${dataFolder} cannot be written: ${why}.`);
  }
}

async function main(): Promise<void> {
  const dataFolder = path.resolve(process.argv[2] ?? '.data/pg');
  const socketFolder = path.resolve(process.argv[3] ?? path.join(path.dirname(dataFolder), 'run'));
  const { release, socketPath } = await takeFolders(dataFolder, socketFolder);
  const db = await openDatabase(dataFolder);
  const server = new EmbeddedServer({
    db,
    socketPath,
    onFatal: (error) => fail(70, `the embedded database failed: ${error.stack ?? error.message}`),
  });
  await server.start();
  const stopHousekeeping = keepHouse(server);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    stopHousekeeping();
    await server.exclusive(async (sql) => void (await sql('CHECKPOINT'))).catch(() => {});
    await server.stop();
    await db.close();
    rmSync(socketPath, { force: true });
    release();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', () => {}); // Ctrl-C reaches the whole group; the supervisor ends us after the clients
  process.stdin.on('close', stop).on('error', stop).resume();
  console.log(`ready postgresql://postgres@localhost/postgres?host=${encodeURIComponent(socketFolder)}`);
}

await main();
