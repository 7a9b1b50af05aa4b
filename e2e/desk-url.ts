import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const file = 'test-results/desk-url';
const folderFile = 'test-results/desk-folder';

/** The set-up runs in another process than the journeys: address and data folder go by files. */
export function publishDesk({ url, dataFolder }: { url: string; dataFolder: string }): void {
  mkdirSync('test-results', { recursive: true });
  writeFileSync(file, url);
  writeFileSync(folderFile, dataFolder);
}

/** The embedded database of the running desk, for what no page can make or tell. */
export function deskDatabaseUrl(): string {
  const sockets = encodeURIComponent(path.join(readFileSync(folderFile, 'utf8'), 'run'));
  return `postgresql://postgres@localhost/postgres?host=${sockets}`;
}

/** Address of the running desk with a path. */
export function deskUrl(where: string): string {
  return readFileSync(file, 'utf8') + where;
}
