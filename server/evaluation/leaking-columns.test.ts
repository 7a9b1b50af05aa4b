import { describe, expect, it } from 'vitest';
import { determinesTarget } from './leaking-columns.ts';

const rows = Array.from({ length: 200 }, (_, row) => row);

describe('determinesTarget', () => {
  const target = rows.map((row) => `class ${row % 5}`);

  it('finds another name of the target', () => {
    expect(
      determinesTarget(
        rows.map((row) => `name of ${row % 5}`),
        target,
      ),
    ).toBe(true);
  });

  it('finds a finer level of the same tree', () => {
    expect(
      determinesTarget(
        rows.map((row) => `leaf ${row % 25}`),
        target,
      ),
    ).toBe(true);
  });

  it('keeps titles, brands and columns that say little', () => {
    expect(
      determinesTarget(
        rows.map((row) => `title ${row}`),
        target,
      ),
    ).toBe(false);
    expect(
      determinesTarget(
        rows.map((row) => `brand ${row % 7}`),
        target,
      ),
    ).toBe(false);
    expect(
      determinesTarget(
        rows.map((row) => `brand ${row >> 1}`),
        target,
      ),
    ).toBe(false);
  });

  it('finds the label of a cluster beside its id, and keeps repeated titles', () => {
    const cluster = rows.map((row) => `c${row >> 1}`);
    expect(
      determinesTarget(
        rows.map((row) => `label ${row >> 1}`),
        cluster,
      ),
    ).toBe(true);
    expect(
      determinesTarget(
        rows.map((row) => `title ${row % 4 ? row : row + 1}`),
        cluster,
      ),
    ).toBe(false);
  });
});
