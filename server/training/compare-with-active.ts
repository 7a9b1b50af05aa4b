import type { Actor } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { readPathNames } from '#server/catalog/store-taxonomy.ts';
import { readShadow } from './read-shadow.ts';
import {
  type Answer,
  compareLevels,
  compareModels,
  confusionsOf,
  differingItems,
  goldenNeeded,
  type JudgedItem,
  measureModel,
  slice,
} from './rules-compare.ts';
import { valueFactors } from './rules-values.ts';
import type { CategoryF1, Compare, Comparison, ModelMeasures } from './schema-compare.ts';
import {
  type ComparedModel,
  readActiveId,
  readCategoryNames,
  readJudgedItems,
  readModels,
  readOtherModels,
} from './store-compare.ts';
import { readGoldenState } from './store-golden.ts';
import { readOwnValues } from './store-values.ts';

const confusionsShown = 50;
const differingShown = 100;
const categoriesShown = 60;
/** Models that the page offers to put beside. */
const modelsOffered = 12;
const seed = 1;

/** Timed beside each other when the candidate was evaluated; else each as its own evaluation timed it. */
function speedOf(candidate: ComparedModel, model: ComparedModel): number | null {
  const beside = candidate.speed?.inUse;
  if (beside && beside.modelVersionId === model.id) return beside.msPerProduct;
  return model.speed?.msPerProduct ?? null;
}

/** The candidate first, then the model beside it, then further ones; their places are those of an item's answers. */
interface Lineup {
  catalogId: string;
  activeId: string | null;
  models: ComparedModel[];
  hasOther: boolean;
}

function answerAt(item: JudgedItem, at: number, hasOther: boolean): Answer {
  if (at === 0) return item.candidate;
  const answer = hasOther && at === 1 ? item.other : item.further[at - (hasOther ? 2 : 1)];
  return answer ?? { path: [], isSure: false, rank: -1 };
}

function toMeasures({ models, activeId, hasOther }: Lineup, items: readonly JudgedItem[]): ModelMeasures[] {
  const [candidate] = models;
  return models.map((model, at) => {
    const answerOf = (item: JudgedItem): Answer => answerAt(item, at, hasOther);
    return {
      modelVersionId: model.id,
      name: model.name,
      trainedAt: model.createdAt.toISOString(),
      isActive: model.id === activeId,
      bytes: Number(model.bytes),
      trainSeconds: model.trainSeconds,
      msPerProduct: speedOf(candidate, model),
      candidateAhead: at === 0 ? null : compareModels(items, (item) => item.weight, seed, answerOf),
      ...measureModel(items, answerOf),
    };
  });
}

/** What all are compared on, valued by popularity and by what people say that categories are worth. */
export async function readItems({
  catalogId,
  models,
}: Lineup): Promise<{ basis: Comparison['basis']; items: JudgedItem[] }> {
  const ids = models.map((model) => model.id);
  const goldens = await readJudgedItems(catalogId, 'golden', ids);
  const basis = goldens.length >= goldenNeeded ? 'golden' : 'given';
  const items = basis === 'golden' ? goldens : await readJudgedItems(catalogId, 'given', ids);
  const factorOf = valueFactors(await readOwnValues(catalogId));
  return { basis, items: items.map((item) => ({ ...item, value: item.value * factorOf(item.truth) })) };
}

/** The models of a comparison; null where one is unknown, no categorizer, of another catalog or not for this actor. */
export async function lineUp(actor: Actor, input: Compare): Promise<Lineup | null> {
  const candidate = (await readModels([input.candidate])).get(input.candidate);
  if (!candidate?.catalogId || !(await maySeeCatalog(actor, candidate.catalogId))) return null;
  const { catalogId } = candidate;
  const activeId = await readActiveId(catalogId);
  const otherId = input.other ?? (activeId === candidate.id ? null : activeId);
  const ids = [...new Set([candidate.id, ...(otherId ? [otherId] : []), ...(input.further ?? [])])];
  const found = await readModels(ids);
  const models = ids.flatMap((id) => found.get(id) ?? []);
  if (models.length < ids.length) return null;
  if (models.some((model) => model.catalogId !== catalogId || model.kind !== 'categorizer')) return null;
  return { catalogId, activeId, models, hasOther: otherId !== null && otherId !== candidate.id };
}

/** F1 of each category by head, where the candidate's training measured it; what costs most products first. */
async function categoriesOf(
  candidate: ComparedModel,
  other: ComparedModel | undefined,
): Promise<CategoryF1[]> {
  const measured = candidate.categories ?? [];
  const names = await readCategoryNames(measured.map((one) => one.categoryId));
  const beside = new Map(other?.categories?.map((one) => [one.categoryId, one.fused]));
  return measured
    .map(({ categoryId, ...figures }) => ({
      ...figures,
      category: names.get(categoryId) ?? categoryId,
      otherFused: beside.get(categoryId) ?? null,
    }))
    .sort((a, b) => (1 - b.fused) * b.rows - (1 - a.fused) * a.rows || (a.category < b.category ? -1 : 1))
    .slice(0, categoriesShown);
}

/**
 * A model beside another (the active one unless told) and further ones, on the golden set once it has 200 items, else
 * provisionally on what people and sellers say, out of fold.
 */
export async function compareWithActive(
  actor: Actor,
  input: Compare,
): Promise<{ ok: true; comparison: Comparison } | { ok: false; reason: 'unknown-model' }> {
  const lineup = await lineUp(actor, input);
  if (!lineup) return { ok: false, reason: 'unknown-model' };
  const { catalogId, activeId, models, hasOther } = lineup;
  const [candidate, second] = models;
  const other = hasOther ? second : undefined;
  const [golden, names, known] = await Promise.all([
    readGoldenState(catalogId),
    readPathNames(catalogId),
    readOtherModels(catalogId, modelsOffered),
  ]);
  const { basis, items } = await readItems(lineup);
  const nameOf = (path: readonly string[]): string => names.get(path.join('/')) ?? path.join(' > ');
  const differing = differingItems(items);
  const inGrid = new Set(models.map((model) => model.id));
  return {
    ok: true,
    comparison: {
      basis,
      provisional: basis === 'given',
      golden: { ...golden, needed: goldenNeeded },
      rows: items.length,
      models: toMeasures(lineup, items),
      levels: compareLevels(items, seed),
      leaf: compareModels(items, (item) => item.weight, seed),
      valueWeighted: compareModels(items, (item) => item.value * item.weight, seed),
      slices: slice(items),
      categories: await categoriesOf(candidate, other),
      further: known
        .filter((model) => !inGrid.has(model.id))
        .map(({ id, name, createdAt }) => ({ modelVersionId: id, name, trainedAt: createdAt.toISOString() })),
      confusions: confusionsOf(items)
        .slice(0, confusionsShown)
        .map((confusion) => ({
          ...confusion,
          truth: nameOf(confusion.truth.split('/')),
          answer: nameOf(confusion.answer.split('/')),
        })),
      shadow: await readShadow(catalogId, candidate.id, activeId, nameOf),
      differing: {
        count: differing.length,
        items: differing.slice(0, differingShown).map((item) => ({
          productId: item.productId,
          title: item.title,
          truth: nameOf(item.truth),
          candidate: nameOf(item.candidate.path),
          other: nameOf(item.other?.path ?? []),
        })),
      },
    },
  };
}
