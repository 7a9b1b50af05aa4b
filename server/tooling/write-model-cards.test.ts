import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { cardFile, shippedKinds } from './write-model-cards.ts';

describe('the card beside a model that ships', () => {
  it.each(shippedKinds())(
    '%s: is what its manifest says (else: npx tsx server/tooling/write-model-cards.ts)',
    async (kind) => {
      const { file, text } = await cardFile(kind);
      expect(await readFile(file, 'utf8')).toBe(text);
      expect(text).toContain('## ');
    },
  );
});
