/** Measures of one model, and of two side by side, on items with a known truth. Pure. */
import { makeRng } from '#server/ml/rng.ts';
import { pairedBootstrap, wilsonInterval } from '#server/ml/statistics/intervals.ts';
import { f1ByLevel, hierarchicalF1 } from './rules-f1.ts';
import type { Confusion, Difference, ModelMeasures, Share, Slice } from './schema-compare.ts';

/** A category as the codes from the root: `['home', 'kitchen', 'kettles']`. */
export type Path = readonly string[];

export interface Answer {
  path: Path;
  /** The leaf passed this model's own threshold. */
  isSure: boolean;
  /** Place of the truth among the first five answers, from 0; −1 where it is not among them. */
  rank: number;
}

export interface JudgedItem {
  productId: string;
  title: string;
  truth: Path;
  candidate: Answer;
  other: Answer | null;
  /** Of further models in the same grid. */
  further: readonly Answer[];
  /** Business value, > 0. */
  value: number;
  /** 1 / the probability with which chance drew the item. */
  weight: number;
  locale: string | null;
  seller: string;
  missing: readonly string[];
  age: 'month' | 'quarter' | 'older';
}

/** Goldens below which an evaluation is provisional (law 8). */
export const goldenNeeded = 200;
const sliceRowsMin = 20;
const confusionShareMin = 0.1;
const confusionCountMin = 3;

const same = (left: Path, right: Path, levels: number): boolean => {
  for (let level = 0; level < levels; level++) if (left[level] !== right[level]) return false;
  return true;
};
const isRight = (truth: Path, answer: Answer): boolean =>
  answer.path.length === truth.length && same(truth, answer.path, truth.length);

/** Steps in the tree from one category to the other. */
export function treeDistance(left: Path, right: Path): number {
  let shared = 0;
  while (shared < left.length && shared < right.length && left[shared] === right[shared]) shared++;
  return left.length + right.length - 2 * shared;
}

function share(hits: number, count: number): Share {
  return { value: count === 0 ? 0 : hits / count, ...wilsonInterval(hits, count) };
}

/** Levels of the deepest truth. */
function depthOf(items: readonly JudgedItem[]): number {
  return items.reduce((most, { truth }) => Math.max(most, truth.length), 0);
}

type Figures = Pick<
  ModelMeasures,
  | 'levels'
  | 'f1'
  | 'amongFirst'
  | 'hierarchicalF1'
  | 'valueWeighted'
  | 'treeDistance'
  | 'coverage'
  | 'precisionAtCoverage'
>;

/** Figures of one model. Items whose truth is shallower than a level do not count at that level. */
export function measureModel(items: readonly JudgedItem[], answerOf: (item: JudgedItem) => Answer): Figures {
  const depth = depthOf(items);
  const levels = Array.from({ length: depth }, (_, level) => {
    const reached = items.filter((item) => item.truth.length > level);
    const hits = reached.filter((item) => same(item.truth, answerOf(item).path, level + 1));
    return share(hits.length, reached.length);
  });
  let [value, valueRight, distance, sure, sureRight] = [0, 0, 0, 0, 0];
  for (const item of items) {
    const answer = answerOf(item);
    const right = isRight(item.truth, answer);
    value += item.value;
    if (right) valueRight += item.value;
    distance += treeDistance(item.truth, answer.path);
    if (answer.isSure) sure++;
    if (answer.isSure && right) sureRight++;
  }
  const among = (count: number): number =>
    share(
      items.filter((item) => {
        const { rank } = answerOf(item);
        return rank >= 0 && rank < count;
      }).length,
      items.length,
    ).value;
  return {
    levels,
    f1: f1ByLevel(items, answerOf, depth),
    amongFirst: { three: among(3), five: among(5) },
    hierarchicalF1: hierarchicalF1(items, answerOf),
    valueWeighted: value === 0 ? 0 : valueRight / value,
    treeDistance: items.length === 0 ? 0 : distance / items.length,
    coverage: items.length === 0 ? 0 : sure / items.length,
    precisionAtCoverage: share(sureRight, sure),
  };
}

/** The candidate's lead over another model at the leaf, each item weighing as told; null where there is no other. */
export function compareModels(
  items: readonly JudgedItem[],
  weightOf: (item: JudgedItem) => number,
  seed: number,
  otherOf: (item: JudgedItem) => Answer | null = (item) => item.other,
): Difference | null {
  if (items.length === 0 || items.some((item) => otherOf(item) === null)) return null;
  const score = (answer: Answer | null, item: JudgedItem): number =>
    Number(answer !== null && isRight(item.truth, answer));
  return pairedBootstrap(
    items.map((item) => score(item.candidate, item)),
    items.map((item) => score(otherOf(item), item)),
    items.map(weightOf),
    makeRng(seed),
    1000,
  );
}

/** The candidate's lead at each level, down from the root, on items that reach it; null where there is no other. */
export function compareLevels(items: readonly JudgedItem[], seed: number): (Difference | null)[] {
  const depth = depthOf(items);
  return Array.from({ length: depth }, (_, level) => {
    const reached = items.filter((item) => item.truth.length > level);
    if (reached.some((item) => item.other === null)) return null;
    const score = (item: JudgedItem, answer: Answer | null): number =>
      Number(answer !== null && same(item.truth, answer.path, level + 1));
    return pairedBootstrap(
      reached.map((item) => score(item, item.candidate)),
      reached.map((item) => score(item, item.other)),
      reached.map((item) => item.weight),
      makeRng(seed),
      1000,
    );
  });
}

/** Both models by locale, seller, what the product lacks and how long it has been here; slices of fewer than 20 items say nothing and are left out. */
export function slice(items: readonly JudgedItem[]): Slice[] {
  const groups = new Map<string, { kind: Slice['kind']; name: string; items: JudgedItem[] }>();
  const add = (kind: Slice['kind'], name: string, item: JudgedItem): void => {
    const key = `${kind}/${name}`;
    const group = groups.get(key) ?? { kind, name, items: [] };
    group.items.push(item);
    groups.set(key, group);
  };
  for (const item of items) {
    add('locale', item.locale ?? 'unknown', item);
    add('seller', item.seller, item);
    for (const what of item.missing) add('missing', what, item);
    add('age', item.age, item);
  }
  return (
    [...groups.values()]
      // A slice of everything says nothing either: all products of a fresh catalog are of one age.
      .filter((group) => group.items.length >= sliceRowsMin && group.items.length < items.length)
      .map(({ kind, name, items: some }) => {
        const other = some.every((item) => item.other !== null);
        const right = (pick: (item: JudgedItem) => Answer | null): number =>
          some.filter((item) => {
            const answer = pick(item);
            return answer !== null && isRight(item.truth, answer);
          }).length;
        return {
          kind,
          name,
          rows: some.length,
          candidate: share(
            right((item) => item.candidate),
            some.length,
          ),
          other: other ? right((item) => item.other) / some.length : null,
        };
      })
      .sort((a, b) =>
        a.kind < b.kind
          ? -1
          : a.kind > b.kind
            ? 1
            : a.candidate.value - b.candidate.value || (a.name < b.name ? -1 : 1),
      )
  );
}

/** What the candidate confuses in more than a tenth of a category's items, by the business value that it costs. */
export function confusionsOf(items: readonly JudgedItem[]): Confusion[] {
  const totals = new Map<string, number>();
  const found = new Map<string, Confusion>();
  for (const { truth, candidate, value } of items) {
    const [trueKey, answerKey] = [truth.join('/'), candidate.path.join('/')];
    totals.set(trueKey, (totals.get(trueKey) ?? 0) + 1);
    if (trueKey === answerKey) continue;
    const key = `${trueKey}→${answerKey}`;
    const confusion = found.get(key) ?? {
      truth: trueKey,
      answer: answerKey,
      count: 0,
      share: 0,
      sameBranch: truth.length === candidate.path.length && same(truth, candidate.path, truth.length - 1),
      value: 0,
    };
    confusion.count++;
    confusion.value += value;
    found.set(key, confusion);
  }
  return [...found.values()]
    .map((confusion) => ({ ...confusion, share: confusion.count / (totals.get(confusion.truth) ?? 1) }))
    .filter((confusion) => confusion.share > confusionShareMin && confusion.count >= confusionCountMin)
    .sort(
      (a, b) => b.value - a.value || b.count - a.count || (a.truth + a.answer < b.truth + b.answer ? -1 : 1),
    );
}

/** Items on which the two models answer differently, those that exactly one has right first. */
export function differingItems(items: readonly JudgedItem[]): JudgedItem[] {
  const rank = (item: JudgedItem): number =>
    Number(isRight(item.truth, item.candidate)) +
      Number(item.other !== null && isRight(item.truth, item.other)) ===
    1
      ? 0
      : 1;
  return items
    .filter((item) => item.other !== null && item.other.path.join('/') !== item.candidate.path.join('/'))
    .sort((a, b) => rank(a) - rank(b) || b.value - a.value || (a.productId < b.productId ? -1 : 1));
}
