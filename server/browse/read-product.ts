import { suspicionMin } from '#server/categorization/rules-queue.ts';
import { readSuggestedAttributes } from '#server/categorization/store-attributes.ts';
import { readSuggestionReason } from '#server/categorization/suggestion-words.ts';
import { asShown, changesBetween, orderEvents, whatWasDecided } from './rules-history.ts';
import type {
  PageImage,
  ProductDetail,
  ProductEvent,
  ProductSuggestion,
  WhatHappened,
} from './schema-product.ts';
import * as store from './store-product.ts';

type Paths = Map<string, string>;
const nameOf = (paths: Paths, id: string): string => paths.get(id) ?? 'a category that is gone';

/** The row in the words of the revision snapshots, to compare the last of them with. */
function currentInput(base: store.ProductBase): Record<string, unknown> {
  const { title, brand, gtin, mpn, description, priceMinor, currency, locale, url, attributes } = base;
  return {
    ...{ title, brand, gtin, mpn, description, currency, locale, url, attributes },
    price_minor: priceMinor,
    seller_category_path: base.sellerCategoryPath,
  };
}

/** Each change is what stood before it against what stood before the next one, or stands now. */
function changeEvents(base: store.ProductBase, revisions: store.RevisionRow[]): ProductEvent[] {
  return revisions.map((row, at) => {
    const next = revisions[at - 1];
    const after = next?.input ?? currentInput(base);
    const file = at === 0 ? base.importFile : next.fileName;
    const changes = changesBetween(row.input, after);
    return {
      id: `revision-${row.revision}`,
      at: row.createdAt.toISOString(),
      kind: row.changedBy ? 'edited' : 'changed',
      by: row.changedBy ?? file,
      changes,
    };
  });
}

function happenedBy(row: store.DecisionEvent, paths: Paths): WhatHappened {
  if (row.kind === 'undo') return { kind: 'undone', about: row.undoes };
  const decision = { ...row, kind: row.kind };
  return { kind: 'decided', ...whatWasDecided(decision, (id) => paths.get(id) ?? null) };
}

function eventsOf(
  base: store.ProductBase,
  revisions: store.RevisionRow[],
  suggestions: store.SuggestionRow[],
  decisions: store.DecisionEvent[],
  paths: Paths,
): ProductEvent[] {
  const first = revisions.at(-1)?.fileName ?? base.importFile;
  const one = (id: string, at: Date, by: string | null, what: WhatHappened): ProductEvent => ({
    ...{ id, at: at.toISOString(), by },
    ...what,
  });
  return orderEvents([
    one('created', base.createdAt, first, { kind: 'imported' }),
    ...changeEvents(base, revisions),
    ...suggestions.map((row) =>
      one(`suggestion-${row.modelVersionId}`, row.createdAt, row.modelName, {
        kind: 'suggested',
        pathName: paths.get(row.categoryId) ?? null,
        p: row.p,
      }),
    ),
    ...decisions.map((row) => one(row.id, row.createdAt, row.by, happenedBy(row, paths))),
    ...(base.delistedAt ? [one('delisted', base.delistedAt, null, { kind: 'delisted' })] : []),
  ]);
}

function suggestionOf(
  base: store.ProductBase,
  rows: store.SuggestionRow[],
  paths: Paths,
): ProductSuggestion | null {
  const row = rows.find((candidate) => candidate.isActive);
  if (!row) return null;
  const { sentence, words, modalities } = row.evidence;
  const isOther = !base.givenCategoryIds.includes(row.categoryId);
  return {
    modelName: row.modelName,
    answers: row.topK.map(({ categoryId, p }) => ({ categoryId, p, pathName: nameOf(paths, categoryId) })),
    isDoubted: isOther && row.suspicion >= suspicionMin && base.currentSource !== 'decision',
    pGiven: row.pGiven,
    disagreement: row.disagreement,
    sentence: sentence ?? null,
    reason: sentence ? readSuggestionReason(sentence, words ?? []) : null,
    words: words ?? [],
    modalities: (modalities ?? []).map(({ name, categoryId, p }) => ({
      name,
      p,
      pathName: nameOf(paths, categoryId),
    })),
    createdAt: row.createdAt.toISOString(),
    isStale: row.inputHash !== base.inputHash,
  };
}

/** Every category that any part of the page names. */
function namedIds(
  base: store.ProductBase,
  suggestions: store.SuggestionRow[],
  decisions: store.DecisionEvent[],
): string[] {
  const decided = decisions.flatMap(({ answer }) =>
    typeof answer.categoryId === 'string' ? [answer.categoryId] : [],
  );
  const suggested = suggestions.flatMap((row) => [
    row.categoryId,
    ...row.topK.map((answer) => answer.categoryId),
    ...(row.evidence.modalities ?? []).map((modality) => modality.categoryId),
  ]);
  const own = [base.currentCategoryId, base.mappedId].filter((id) => id !== null);
  return [...base.givenCategoryIds, ...own, ...decided, ...suggested];
}

function sourceOf(base: store.ProductBase): ProductDetail['source'] {
  if (base.currentCategoryId === null) return 'none';
  return base.currentSource === 'given' && base.givenFrom === 'mapping' ? 'mapped' : base.currentSource;
}

function statusOf(base: store.ProductBase): ProductDetail['status'] {
  if (base.survivorId) return 'merged';
  return base.delistedAt ? 'delisted' : 'listed';
}

function clusterOf(others: Awaited<ReturnType<typeof store.findClusterOthers>>): ProductDetail['cluster'] {
  if (others.length === 0) return null;
  const [{ clusterId, state }] = others;
  return { clusterId, state, others: others.map(({ clusterId: _id, state: _state, ...other }) => other) };
}

function sellerCategoryOf(base: store.ProductBase, paths: Paths): ProductDetail['sellerCategory'] {
  if (!base.sellerCategoryPath) return null;
  return {
    id: base.sellerCategoryId ?? '',
    path: base.sellerCategoryPath,
    state: base.mappingState ?? 'new',
    mapped: base.mappedId ? nameOf(paths, base.mappedId) : null,
  };
}

/** Everything the page of one product shows; null where this catalog has no such product. */
export async function readProduct(catalogId: string, productId: string): Promise<ProductDetail | null> {
  const base = await store.findProductBase(catalogId, productId);
  if (!base) return null;
  const [images, suggestions, revisions, decisions, others, merged, attributes] = await Promise.all([
    store.findImages(productId),
    store.findSuggestions(catalogId, productId),
    store.findRevisions(productId),
    store.findDecisions(productId),
    store.findClusterOthers(productId),
    store.findMerged(base.survivorId, productId),
    readSuggestedAttributes([productId]),
  ]);
  const paths = await store.findPaths(namedIds(base, suggestions, decisions));
  const {
    id,
    revision,
    title,
    brand,
    gtin,
    mpn,
    description,
    priceMinor,
    currency,
    locale,
    url,
    popularity,
  } = base;
  const named = (categoryId: string) => ({ categoryId, pathName: nameOf(paths, categoryId) });
  return {
    ...{ id, revision, title, brand, gtin, mpn, description, priceMinor, currency, locale, url, popularity },
    sku: base.sku.startsWith('~') ? null : base.sku,
    attributes: Object.entries(base.attributes).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
    edits: Object.entries(base.edited).map(([field, edit]) => ({
      field,
      seller: asShown(edit.seller),
      by: edit.by,
      at: edit.at,
    })),
    seller: { id: base.sellerId, name: base.sellerName },
    sellerCategory: sellerCategoryOf(base, paths),
    given: base.givenCategoryIds.map(named),
    givenFrom: base.givenFrom,
    current: base.currentCategoryId ? named(base.currentCategoryId) : null,
    source: sourceOf(base),
    status: statusOf(base),
    suggestion: suggestionOf(base, suggestions, paths),
    suggestedAttributes: attributes.get(productId) ?? [],
    images: images.map((image): PageImage => ({ ...image, blobSha256: image.blobSha256 ?? '' })),
    cluster: clusterOf(others),
    survivor: merged.find((row) => row.isSurvivor) ?? null,
    mergedInto: merged.filter((row) => !row.isSurvivor),
    importRun:
      base.importRunId && base.importFile && base.importAt
        ? { id: base.importRunId, fileName: base.importFile, at: base.importAt.toISOString() }
        : null,
    createdAt: base.createdAt.toISOString(),
    updatedAt: base.updatedAt.toISOString(),
    delistedAt: base.delistedAt?.toISOString() ?? null,
    events: eventsOf(base, revisions, suggestions, decisions, paths),
  };
}
