/** Estimates how many given categories are wrong, wherever something changed since the last estimate. */
import { estimateWrong, type WrongShare } from '#server/ml/linear/wrong-share.ts';
import type { WrongFigures, WrongGroup, WrongReport } from './schema-wrong.ts';
import {
  type CountedGroup,
  countGiven,
  type Estimated,
  readUnestimated,
  saveWrongReport,
} from './store-wrong.ts';

const groupsMax = 1000;

const figuresOf = (
  { rows, open, doubted, decided, wrong }: CountedGroup,
  { share, low, high }: WrongShare,
): WrongFigures => ({ rows, open, doubted, decided, wrong, share, low, high });

/** Estimates of one kind of group; those with most wrong ones first. */
function groupsOf(all: CountedGroup, groups: readonly CountedGroup[]): WrongGroup[] {
  const found = estimateWrong(all, groups);
  if (!found) return [];
  return groups
    .map((group, at) => ({
      ...figuresOf(group, found.groups[at]),
      id: group.id ?? '',
      name: group.name ?? '',
    }))
    .sort((a, b) => b.share * b.rows - a.share * a.rows || (a.id < b.id ? -1 : 1))
    .slice(0, groupsMax);
}

/** Empty where no model has weighed a product and nobody has decided one. */
function toReport(counted: readonly CountedGroup[]): WrongReport {
  const all = counted.find((group) => group.kind === 'all');
  const found = all && estimateWrong(all, []);
  if (!all || !found || all.rows === 0) return { all: null, sellers: [], categories: [] };
  return {
    all: figuresOf(all, found.all),
    sellers: groupsOf(
      all,
      counted.filter((group) => group.kind === 'seller'),
    ),
    categories: groupsOf(
      all,
      counted.filter((group) => group.kind === 'category'),
    ),
  };
}

/** @param now when it began: what changes during it belongs to the next */
async function estimateCatalog(catalog: Estimated, now: Date): Promise<void> {
  await saveWrongReport(catalog, now, toReport(await countGiven(catalog)));
}

export async function run(signal: AbortSignal): Promise<void> {
  for (const catalog of await readUnestimated()) {
    if (signal.aborted) return;
    await estimateCatalog(catalog, new Date());
  }
}
