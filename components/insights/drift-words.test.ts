import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { features } from './drift-words.ts';

it('has a name for every feature that is watched', () => {
  const rules = readFileSync(join(import.meta.dirname, '../../server/insights/rules-drift.ts'), 'utf8');
  const list = rules.slice(rules.indexOf('const features: readonly Feature[]'));
  const watched = [...list.matchAll(/name: '([^']+)'/g)].map(([, name]) => name);
  expect(watched.length).toBeGreaterThan(10);
  expect(watched.filter((name) => !Object.hasOwn(features, name))).toEqual([]);
});
