/**
 * Records that share a key (a code, a picture's bytes), by the keys' 64-bit hashes in arrays alone: threads can share it,
 * and a million keys take twelve megabytes.
 */
import { roomForInts } from './array-room.ts';
import type { Ragged } from './ragged.ts';

export interface KeyIndexParts {
  /** Place of each bucket's entries, and the end behind the last; the number of buckets is a power of two. */
  starts: Int32Array;
  /** Key and record: high half, low half, record, by turns; ascending records within each bucket. */
  entries: Int32Array;
}

/** Records between two yields while an index is built. */
const stepRecords = 10_000;
const entrySize = 3;

/**
 * Indexes the keys of records [from, to) in steps.
 * @param lists keys of every record: [high, low] by turns
 */
export function* buildKeyIndex(
  lists: Ragged,
  from: number,
  to: number,
  isLeftOut: (record: number) => boolean,
): Generator<void, KeyIndexParts> {
  const keyCount = from < to ? (lists.end(to - 1) - lists.start(from)) >> 1 : 0;
  const buckets = 2 ** Math.ceil(Math.log2(keyCount + 2));
  const starts = roomForInts(buckets + 1);
  const { data } = lists;
  for (let record = from; record < to; record++) {
    if ((record - from) % stepRecords === stepRecords - 1) yield;
    if (isLeftOut(record)) continue;
    for (let at = lists.start(record); at < lists.end(record); at += 2)
      starts[(data[at + 1] & (buckets - 1)) + 1]++;
  }
  for (let bucket = 0; bucket < buckets; bucket++) starts[bucket + 1] += starts[bucket];
  const entries = roomForInts(entrySize * starts[buckets]);
  const next = starts.slice(0, buckets);
  for (let record = from; record < to; record++) {
    if ((record - from) % stepRecords === stepRecords - 1) yield;
    if (isLeftOut(record)) continue;
    for (let at = lists.start(record); at < lists.end(record); at += 2) {
      const place = entrySize * next[data[at + 1] & (buckets - 1)]++;
      entries[place] = data[at];
      entries[place + 1] = data[at + 1];
      entries[place + 2] = record;
    }
  }
  return { starts, entries };
}

/** Records that hold a key, ascending; none where more than `most` do: such a key tells nothing. */
export function recordsWithKey(
  { starts, entries }: KeyIndexParts,
  high: number,
  low: number,
  most: number,
): number[] {
  const bucket = low & (starts.length - 2);
  const records: number[] = [];
  for (let at = entrySize * starts[bucket]; at < entrySize * starts[bucket + 1]; at += entrySize) {
    if (entries[at] !== high || entries[at + 1] !== low) continue;
    const record = entries[at + 2];
    if (record === records[records.length - 1]) continue;
    if (records.length === most) return [];
    records.push(record);
  }
  return records;
}
