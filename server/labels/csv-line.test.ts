import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvLine } from './csv-line.ts';

describe('a cell', () => {
  it.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1'])(
    'never begins a formula: %j',
    (text) => {
      expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('leaves numbers as they are', () => {
    expect(csvLine([-3.5, 12, null, true])).toBe('-3.5,12,,true\r\n');
  });

  it('keeps quotes, commas and lines inside', () => {
    expect(csvCell('17" pan, "deep"\nnew')).toBe('"17"" pan, ""deep""\nnew"');
  });

  it('never lets a text out of its cell', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = csvCell(text);
        const inside = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '') : cell;
        return cell.startsWith('"') ? !inside.includes('"') : !/[",\r\n]/.test(inside);
      }),
    );
  });
});
