import type { Actor } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { readPathNames } from '#server/catalog/store-taxonomy.ts';
import { readShadow } from './read-shadow.ts';
import {
  type Answer,
  compareModels,
  confusionsOf,
  differingItems,
  goldenNeeded,
  type JudgedItem,
  measureModel,
  slice,
} from './rules-compare.ts';
import { valueFactors } from './rules-values.ts';
import type { Comparison, ModelMeasures } from './schema-compare.ts';
import { type ComparedModel, readActiveId, readJudgedItems, readModels } from './store-compare.ts';
import { readGoldenState } from './store-golden.ts';
import { readOwnValues } from './store-values.ts';

const confusionsShown = 50;
const differingShown = 100;
const seed = 1;

/** Timed beside each other when the candidate was evaluated; else each as its own evaluation timed it. */
function speedOf(candidate: ComparedModel, model: ComparedModel): number | null {
  const beside = candidate.speed?.inUse;
  if (beside && beside.modelVersionId === model.id) return beside.msPerProduct;
  return model.speed?.msPerProduct ?? null;
}

function toMeasures(
  model: ComparedModel,
  items: readonly JudgedItem[],
  answerOf: (item: JudgedItem) => Answer,
  activeId: string | null,
  msPerProduct: number | null,
): ModelMeasures {
  return {
    modelVersionId: model.id,
    name: model.name,
    trainedAt: model.createdAt.toISOString(),
    isActive: model.id === activeId,
    bytes: Number(model.bytes),
    trainSeconds: model.trainSeconds,
    msPerProduct,
    ...measureModel(items, answerOf),
  };
}

/** What both are compared on, valued by popularity and by what people say that categories are worth. */
async function readItems(
  catalogId: string,
  candidateId: string,
  otherId: string | null,
): Promise<{ basis: Comparison['basis']; items: JudgedItem[] }> {
  const goldens = await readJudgedItems(catalogId, 'golden', candidateId, otherId);
  const basis = goldens.length >= goldenNeeded ? 'golden' : 'given';
  const items =
    basis === 'golden' ? goldens : await readJudgedItems(catalogId, 'given', candidateId, otherId);
  const factorOf = valueFactors(await readOwnValues(catalogId));
  return { basis, items: items.map((item) => ({ ...item, value: item.value * factorOf(item.truth) })) };
}

/**
 * A model beside another (the active one unless told), on the golden set once it has 200 items, else provisionally on
 * what people and sellers say, out of fold.
 */
export async function compareWithActive(
  actor: Actor,
  input: { candidate: string; other?: string },
): Promise<{ ok: true; comparison: Comparison } | { ok: false; reason: 'unknown-model' }> {
  const unknown = { ok: false, reason: 'unknown-model' } as const;
  const models = await readModels([input.candidate, ...(input.other ? [input.other] : [])]);
  const candidate = models.get(input.candidate);
  if (!candidate?.catalogId || candidate.kind !== 'categorizer') return unknown;
  const { catalogId } = candidate;
  if (!(await maySeeCatalog(actor, catalogId))) return unknown;
  const activeId = await readActiveId(catalogId);
  const otherId = input.other ?? (activeId === candidate.id ? null : activeId);
  const other = otherId ? (models.get(otherId) ?? (await readModels([otherId])).get(otherId)) : undefined;
  if (otherId && other?.catalogId !== catalogId) return unknown;
  const [golden, names] = await Promise.all([readGoldenState(catalogId), readPathNames(catalogId)]);
  const { basis, items } = await readItems(catalogId, candidate.id, otherId);
  const nameOf = (path: readonly string[]): string => names.get(path.join('/')) ?? path.join(' > ');
  const differing = differingItems(items);
  const otherAnswer = (item: JudgedItem): Answer => item.other ?? { path: [], isSure: false };
  return {
    ok: true,
    comparison: {
      basis,
      provisional: basis === 'given',
      golden: { ...golden, needed: goldenNeeded },
      rows: items.length,
      models: [
        toMeasures(candidate, items, (item) => item.candidate, activeId, speedOf(candidate, candidate)),
        ...(other ? [toMeasures(other, items, otherAnswer, activeId, speedOf(candidate, other))] : []),
      ],
      leaf: compareModels(items, (item) => item.weight, seed),
      valueWeighted: compareModels(items, (item) => item.value * item.weight, seed),
      slices: slice(items),
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
          other: nameOf(otherAnswer(item).path),
        })),
      },
    },
  };
}
