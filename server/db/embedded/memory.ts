/** A database in memory behind the embedded server, for tests and for Prisma's commands that need a scratch one. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from './open-database.ts';
import { EmbeddedServer } from './server.ts';

export interface MemoryDatabase {
  url: string;
  /** The data folder as one compressed file: what `startMemoryDatabase(image)` begins from. */
  dump(): Promise<Blob>;
  stop(): Promise<void>;
}

export async function startMemoryDatabase(image?: Blob): Promise<MemoryDatabase> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-db-'));
  const db = await openDatabase(null, image);
  const server = new EmbeddedServer({
    db,
    socketPath: path.join(folder, '.s.PGSQL.5432'),
    onFatal: (error) => {
      console.error(error);
      process.exit(70);
    },
  });
  await server.start();
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    url: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    dump: () => db.dumpDataDir('none') as Promise<Blob>,
    stop: async () => {
      await server.stop();
      await db.close();
      process.off('exit', remove);
      remove();
    },
  };
}
