/**
 * What a row has to show: one bit a text field, one for the picture, and one for labelled copies of its text. How much a score means depends on it, so scales,
 * weights and calibration are learnt per evidence set, on held-out rows from which the other parts were taken away.
 */
import { bitCount } from '#server/ml/bit-count.ts';
import { spreadEvenly } from '#server/ml/spread-evenly.ts';
import type { InputRows } from './score-levels.ts';

/** Rows that a set is fitted on: fewer say too little. */
export const setRowsMin = 40;
/** Rows drawn for a set: scoring them costs a pass of the text model each. */
const setRowsMax = 3000;
const setsMax = 16;
const naturalMax = 6;

/** The bit of rows whose text labelled rows have too. It is never taken away: the text models have seen the copies. */
const copyBit = 1 << 30;

/** Text fields of the rows; the picture's bit is the one behind them. */
export function fieldCountOf(input: InputRows): number {
  return input.documents[0]?.length ?? 0;
}

/** Evidence of each row. */
export function masksOf(input: InputRows): Int32Array {
  const fieldCount = fieldCountOf(input);
  return Int32Array.from(input.documents, (document, row) => {
    let mask = input.pictures?.[row] ? 1 << fieldCount : 0;
    if (input.copies?.[row]?.length) mask |= copyBit;
    for (let field = 0; field < fieldCount; field++) if (document[field]) mask |= 1 << field;
    return mask;
  });
}

/** The rows named with only the parts of a mask left. */
export function keepParts(input: InputRows, rows: readonly number[], mask: number): InputRows {
  const picture = 1 << fieldCountOf(input);
  const { pictures, encodings, copies } = input;
  const isWhole = (row: number): boolean =>
    input.documents[row].every((text, field) => !text || (mask & (1 << field)) !== 0);
  return {
    documents: rows.map((row) =>
      input.documents[row].map((text, field) => (mask & (1 << field) ? text : '')),
    ),
    pictures: pictures ? rows.map((row) => (mask & picture ? pictures[row] : null)) : null,
    encodings: encodings && rows.map((row) => (isWhole(row) ? encodings[row] : null)),
    copies: copies && rows.map((row) => (mask & copyBit ? copies[row] : [])),
  };
}

function bitsOf(mask: number): number[] {
  return Array.from({ length: 31 }, (_, bit) => bit).filter((bit) => mask & (1 << bit));
}

/**
 * Sets worth learning: what rows have as they come (the commonest first), and where `ablate` is asked for also each part
 * alone and all parts but one.
 */
export function chooseSets(masks: Int32Array, ablate: boolean): number[] {
  const counts = new Map<number, number>();
  for (const mask of masks) counts.set(mask, (counts.get(mask) ?? 0) + 1);
  const rowsMin = Math.max(setRowsMin, 0.02 * masks.length);
  const natural = [...counts]
    .filter(([mask, count]) => mask !== 0 && count >= rowsMin)
    .sort((left, right) => right[1] - left[1] || left[0] - right[0])
    .slice(0, naturalMax)
    .map(([mask]) => mask);
  const common = bitsOf(natural.reduce((all, mask) => all | mask, 0)).filter(
    (bit) => 1 << bit !== copyBit && masks.filter((mask) => mask & (1 << bit)).length >= rowsMin,
  );
  const all = common.reduce((mask, bit) => mask | (1 << bit), 0);
  const without = common.map((bit) => all & ~(1 << bit));
  const texts = all & ~(1 << (common.at(-1) ?? 0));
  const ablated = ablate ? [all, ...common.map((bit) => 1 << bit), ...without, texts] : [];
  return [...new Set([...natural, ...ablated])].filter((mask) => mask !== 0).slice(0, setsMax);
}

/** Rows that have every part of a set, and copies only with it; spread evenly over all where there are many. */
export function rowsWith(masks: Int32Array, set: number): number[] {
  const isLike = (mask: number): boolean => (mask & set) === set && ((mask ^ set) & copyBit) === 0;
  const rows = [...masks.keys()].filter((row) => isLike(masks[row]));
  return spreadEvenly(rows.length, setRowsMax).map((at) => rows[at]);
}

/**
 * The set to answer a row with: the largest one that asks for nothing the row lacks (so that its certainty is never
 * borrowed from evidence that is not there); where there is none, the one that shares most and exceeds least.
 */
export function setFor(mask: number, sets: readonly number[]): number {
  let best = 0;
  let bestRank = Number.NEGATIVE_INFINITY;
  sets.forEach((set, at) => {
    const missing = bitCount(set & ~mask);
    const rank = bitCount(set & mask) - 100 * missing;
    if (rank > bestRank) {
      best = at;
      bestRank = rank;
    }
  });
  return best;
}
