import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stages } from './stage-word.ts';

const root = join(import.meta.dirname, '../..');
const sources = ['server/training', 'server/categorization'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);

describe('what a run says it is doing', () => {
  it('has a text for everything that the worker writes down', () => {
    const said = sources.flatMap((source) =>
      [...source.matchAll(/(?:report|progress)\([^)]*?\d, '([^']+)'\)/g)].map(([, text]) => text),
    );
    expect(said.length).toBeGreaterThan(10);
    expect(said.filter((text) => !Object.hasOwn(stages, text))).toEqual([]);
  });
});
