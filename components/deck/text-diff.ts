/**
 * What changed between two versions of a text: lines by their longest common subsequence, and within lines that were
 * rewritten the words. Pure.
 */
export interface Part {
  kind: 'same' | 'added' | 'removed';
  text: string;
}
export type ChangedLine =
  /** The line stands in both versions. */
  | { kind: 'same'; text: string }
  | { kind: 'added' | 'removed'; text: string }
  /** The line was rewritten. */
  | { kind: 'rewritten'; parts: Part[] };

/** Rows × columns of the table of a subsequence: two texts of 1,500 lines. Above, all is taken for rewritten. */
const tableMax = 2_250_000;

type Step<T> = { kind: Part['kind']; value: T };

/** The shortest way from one list to the other; what is removed stands before what is added. */
function stepsBetween<T>(before: readonly T[], after: readonly T[]): Step<T>[] {
  const [rows, columns] = [before.length, after.length];
  const all = (kind: Part['kind'], values: readonly T[]) => values.map((value) => ({ kind, value }));
  if (rows * columns > tableMax) return [...all('removed', before), ...all('added', after)];
  const width = columns + 1;
  const longest = new Uint16Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const at = row * width + column;
      longest[at] =
        before[row] === after[column]
          ? longest[at + width + 1] + 1
          : Math.max(longest[at + width], longest[at + 1]);
    }
  }
  const steps: Step<T>[] = [];
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    const at = row * width + column;
    if (before[row] === after[column]) {
      steps.push({ kind: 'same', value: after[column] });
      row++;
      column++;
    } else if (longest[at + width] >= longest[at + 1]) steps.push({ kind: 'removed', value: before[row++] });
    else steps.push({ kind: 'added', value: after[column++] });
  }
  return [...steps, ...all('removed', before.slice(row)), ...all('added', after.slice(column))];
}

/** Words and marks, each with the space before it. */
const wordsOf = (line: string): string[] => line.match(/\s*[\p{L}\p{N}]+|\s*[^\s\p{L}\p{N}]|\s+$/gu) ?? [];

/** Neighbouring words of one kind as one part. */
function partsOf(before: string, after: string): Part[] {
  const parts: Part[] = [];
  for (const { kind, value } of stepsBetween(wordsOf(before), wordsOf(after))) {
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += value;
    else parts.push({ kind, text: value });
  }
  return parts;
}

/** From this share of kept characters on two lines are one line rewritten. */
const keptMin = 0.3;

/** A removed and an added line: one that was rewritten, or two. */
function compareLines(before: string, after: string): ChangedLine[] {
  const parts = partsOf(before, after);
  const kept = parts.reduce((sum, part) => sum + (part.kind === 'same' ? part.text.length : 0), 0);
  if (kept / Math.max(before.length, after.length, 1) >= keptMin) return [{ kind: 'rewritten', parts }];
  return [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
}

/** Lines of the newer text with what went and came, in its order. */
export function changesBetween(before: string, after: string): ChangedLine[] {
  const linesOf = (text: string): string[] => text.replaceAll('\r', '').split('\n');
  const lines: ChangedLine[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    const paired = Math.min(removed.length, added.length);
    for (let at = 0; at < paired; at++) lines.push(...compareLines(removed[at], added[at]));
    for (const text of removed.slice(paired)) lines.push({ kind: 'removed', text });
    for (const text of added.slice(paired)) lines.push({ kind: 'added', text });
    removed = [];
    added = [];
  };
  for (const { kind, value } of stepsBetween(linesOf(before), linesOf(after))) {
    if (kind === 'removed') removed.push(value);
    else if (kind === 'added') added.push(value);
    else {
      flush();
      lines.push({ kind, text: value });
    }
  }
  flush();
  return lines;
}

export type Shown = ChangedLine | { kind: 'folded'; count: number };

/** An empty line that came or went says nothing. */
const isWorthShowing = (line: ChangedLine): boolean =>
  line.kind === 'same' || line.kind === 'rewritten' || line.text.trim() !== '';

/** Unchanged lines further than `around` from any change, as a count: what changed is read at one glance. */
export function foldUnchanged(all: readonly ChangedLine[], around = 1): Shown[] {
  const lines = all.filter(isWorthShowing);
  const isNear = (at: number): boolean =>
    lines.slice(Math.max(0, at - around), at + around + 1).some((line) => line.kind !== 'same');
  const shown: Shown[] = [];
  for (const [at, line] of lines.entries()) {
    const last = shown.at(-1);
    if (isNear(at)) shown.push(line);
    else if (last?.kind === 'folded') last.count++;
    else shown.push({ kind: 'folded', count: 1 });
  }
  return shown;
}
