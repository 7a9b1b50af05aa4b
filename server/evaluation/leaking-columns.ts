/**
 * Columns that would tell the answer. Dropped by default: row ids, label and cluster columns, and columns that
 * determine the target (`cluster_label` beside `cluster_id`).
 */
import { largest } from '#server/ml/largest.ts';
import type { Table } from '#server/tables/read-table.ts';

/** A determining column repeats its values: one that is distinct in most rows is an id or a text, told by other rules. */
const repeatsMin = 1.5;
/** Share of rows in which the column's value must name the target. */
const determinesMin = 0.995;
/** A determining column has about as many values as the target. */
const valuesRatioMax = 1.3;

const idName = /(^|_)(id|ids|uuid|guid|uniq_id|pid|key|pair_id)$/i;
const answerName = /(^|_)(cluster|label|group|target|duplicate_of|match)(_|$)/i;

export interface LeakReport {
  column: string;
  reason: string;
}

/** A finer level of the same tree: nearly every row's value occurs again, always with the same target. */
const repeatedRowsMin = 0.8;
/** Targets that are classes, not clusters: on average this many rows each. */
const rowsPerClassMin = 10;
/** Where one class has nearly every row, anything seems to determine it. */
const majorityMax = 0.9;

interface Determination {
  share: number;
  values: number;
  targets: number;
  rows: number;
  /** Rows whose value occurs again, and the share of them that have their value's commonest target. */
  repeatedRows: number;
  repeatedShare: number;
  /** Share of the commonest target. */
  majority: number;
}

/** Share of rows whose target is the commonest one of their value, and the numbers of distinct values. */
function determination(values: (string | null)[], target: (string | null)[]): Determination {
  const counts = new Map<string, Map<string, number>>();
  const targets = new Map<string, number>();
  let rows = 0;
  values.forEach((value, row) => {
    const label = target[row];
    if (value === null || label === null) return;
    rows++;
    targets.set(label, (targets.get(label) ?? 0) + 1);
    const own = counts.get(value) ?? new Map<string, number>();
    own.set(label, (own.get(label) ?? 0) + 1);
    counts.set(value, own);
  });
  let right = 0;
  let repeatedRows = 0;
  let repeatedRight = 0;
  for (const own of counts.values()) {
    const ofValue = [...own.values()];
    const count = ofValue.reduce((sum, some) => sum + some, 0);
    const most = largest(ofValue);
    right += most;
    if (count < 2) continue;
    repeatedRows += count;
    repeatedRight += most;
  }
  return {
    share: rows ? right / rows : 0,
    values: counts.size,
    targets: targets.size,
    rows,
    repeatedRows,
    repeatedShare: repeatedRows ? repeatedRight / repeatedRows : 0,
    majority: rows ? largest(targets.values()) / rows : 1,
  };
}

/** Whether a column is a finer level of the target's own tree, as a leaf category is of its root. */
function refinesTarget(found: Determination): boolean {
  return (
    found.rows >= rowsPerClassMin * found.targets &&
    found.majority <= majorityMax &&
    found.repeatedRows >= repeatedRowsMin * found.rows &&
    found.repeatedShare >= determinesMin
  );
}

/** Whether a column's values name the target's values, as `cluster_label` names `cluster_id`. */
export function determinesTarget(values: (string | null)[], target: (string | null)[]): boolean {
  const found = determination(values, target);
  if (found.rows < 20 || found.rows < 0.5 * values.length) return false;
  if (refinesTarget(found)) return true;
  const repeats = found.rows / Math.max(1, found.values) >= repeatsMin;
  return repeats && found.share >= determinesMin && found.values <= valuesRatioMax * found.targets;
}

/** Whether nearly every value is one word of its own: an id, not a text. */
function isDistinctToken(values: (string | null)[]): boolean {
  const present = values.filter((value): value is string => Boolean(value));
  return new Set(present).size >= 0.95 * present.length && present.every((value) => !/\s/.test(value));
}

/**
 * Judges the columns of a table for a target.
 * @param targets the target columns themselves
 * @param asked columns the user named for input: kept unless they are, or determine, the target, or are plainly ids
 */
export function findLeaks(table: Table, targets: string[], asked: string[] = []): LeakReport[] {
  const lower = new Set(targets.map((name) => name.toLowerCase()));
  const isAsked = new Set(asked.map((name) => name.toLowerCase()));
  const leaks: LeakReport[] = [];
  for (const column of table.columns) {
    const name = column.toLowerCase();
    if (lower.has(name)) leaks.push({ column, reason: 'is the target' });
    else if (targets.some((target) => determinesTarget(table.column(column), table.column(target)))) {
      leaks.push({ column, reason: 'determines the target' });
    } else if (isAsked.has(name) && !isDistinctToken(table.column(column))) continue;
    else if (idName.test(column)) leaks.push({ column, reason: 'is an id' });
    else if (answerName.test(column)) leaks.push({ column, reason: 'names an answer' });
  }
  return leaks;
}
