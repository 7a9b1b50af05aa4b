import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { withPicture } from './draw-pipeline.ts';

it('the picture of the flow in the README is drawn from server/pipeline.ts', () => {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
  expect(withPicture(text)).toBe(text);
});
