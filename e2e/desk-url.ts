import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const file = 'test-results/desk-url';

/** The set-up runs in another process than the journeys: the address goes by a file. */
export function publishDeskUrl(url: string): void {
  mkdirSync('test-results', { recursive: true });
  writeFileSync(file, url);
}

/** Address of the running desk with a path. */
export function deskUrl(path: string): string {
  return readFileSync(file, 'utf8') + path;
}
