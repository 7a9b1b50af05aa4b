import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JoinedBytes, wholeOf } from '../byte-parts.ts';
import { makeRng } from '../rng.ts';
import { eachPiece, heldRows, rowBytes, turnedRows } from './column-rows.ts';

it('weights by class are read as a table by column, in pieces, with the bias apart', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 40 }), (columnCount, width) => {
      const rng = makeRng(columnCount * 64 + width);
      const weights = Float32Array.from({ length: width * (columnCount + 1) }, () => rng.normal());
      const expected = Float32Array.from({ length: columnCount * width }, (_, at) => {
        const column = Math.floor(at / width);
        return weights[(at % width) * (columnCount + 1) + column];
      });
      const { rows, bias } = turnedRows(weights, columnCount);
      expect(Array.from(bias)).toEqual(
        Array.from({ length: width }, (_, label) => weights[(label + 1) * (columnCount + 1) - 1]),
      );
      for (const table of [rows, heldRows(expected, width)]) {
        const found = new Float32Array(expected.length);
        let next = 0;
        eachPiece(table, (from, to, numbers) => {
          expect(from).toBe(next);
          expect(numbers.length).toBe((to - from) * width);
          found.set(numbers, from * width);
          next = to;
        });
        expect(next).toBe(columnCount);
        const bytes = Buffer.from(expected.buffer);
        expect(bytes.equals(Buffer.from(found.buffer))).toBe(true);
        expect(bytes.equals(wholeOf(rowBytes(table)))).toBe(true);
      }
    }),
    { numRuns: 12 },
  );
});

it('bytes made piece by piece are as many as they say, and the same each time', () => {
  const rows = rowBytes(
    heldRows(
      Float32Array.from({ length: 70_000 }, (_, at) => at),
      7,
    ),
  );
  const joined = new JoinedBytes([Uint8Array.of(1, 2), rows, new JoinedBytes([Uint8Array.of(3)])]);
  expect(joined.byteLength).toBe(280_003);
  const whole = Buffer.from(wholeOf(joined));
  expect(whole.equals(wholeOf(joined))).toBe(true);
  expect([whole[0], whole[1], whole[280_002]]).toEqual([1, 2, 3]);
});
