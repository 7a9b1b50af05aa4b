/**
 * Before every test file: what it draws by chance, ids and cases of properties, is the same on every run and not that of
 * another file. Asks for no setting: some files change the environment before anything reads it.
 */
import path from 'node:path';
import fc from 'fast-check';
import { expect, inject } from 'vitest';
import { drawIdsFrom } from '#server/db/uuid.ts';

declare module 'vitest' {
  interface ProvidedContext {
    seed: number;
  }
}

const seed = inject('seed');
fc.configureGlobal({ seed });
drawIdsFrom(`${seed} ${path.relative(process.cwd(), expect.getState().testPath ?? '')}`);
