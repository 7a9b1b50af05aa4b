import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeProblem } from './node-version.ts';

describe('nodeProblem', () => {
  it('takes what package.json names, and nothing else', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    expect(engines.node).toBe('>=20.20 <21 || >=22.12');
    for (const version of ['20.20.0', '20.20.2', '22.12.0', '22.20.1', '24.0.0', '26.3.0'])
      expect(nodeProblem(version), version).toBeNull();
    for (const version of ['16.20.2', '18.20.8', '20.19.9', '21.7.3', '22.11.0'])
      expect(nodeProblem(version), version).toContain(`not on ${version}`);
  });
});
