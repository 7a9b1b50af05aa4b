/** What happened to a product, as one list; the words are the screen's. Pure. */
import type { FieldChange, ProductEvent, ShownField, WhatWasDecided } from './schema-product.ts';

/** Columns of a product that its seller or an editor says. */
const shownFields: readonly (readonly [string, ShownField])[] = [
  ['title', 'title'],
  ['brand', 'brand'],
  ['gtin', 'gtin'],
  ['mpn', 'mpn'],
  ['description', 'description'],
  ['price_minor', 'price'],
  ['currency', 'currency'],
  ['locale', 'locale'],
  ['url', 'url'],
  ['seller_category_path', 'sellerCategory'],
];
const valueCharsMax = 160;

export function asShown(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > valueCharsMax ? `${text.slice(0, valueCharsMax)} …` : text;
}

function attributesOf(input: Record<string, unknown>): Record<string, unknown> {
  const { attributes } = input;
  return typeof attributes === 'object' && attributes !== null ? (attributes as Record<string, unknown>) : {};
}

/** Fields that differ between two inputs, attributes one by one. Column names are those of the table. */
export function changesBetween(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): FieldChange[] {
  const changes: FieldChange[] = [];
  const add = (of: FieldChange['of'], was: string | null, is: string | null): void => {
    if (was !== is) changes.push({ of, before: was, after: is });
  };
  for (const [column, field] of shownFields) add({ field }, asShown(before[column]), asShown(after[column]));
  const [old, now] = [attributesOf(before), attributesOf(after)];
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)]))
    add({ attribute: name }, asShown(old[name]), asShown(now[name]));
  return changes;
}

/** Newest first; of things at the same moment the later kind of the flow stands first. */
export function orderEvents(events: readonly ProductEvent[]): ProductEvent[] {
  const flow: ProductEvent['kind'][] = [
    'imported',
    'changed',
    'edited',
    'delisted',
    'suggested',
    'decided',
    'undone',
  ];
  return events.toSorted(
    (a, b) =>
      b.at.localeCompare(a.at) || flow.indexOf(b.kind) - flow.indexOf(a.kind) || (a.id < b.id ? 1 : -1),
  );
}

interface Decided {
  kind: 'category' | 'pair' | 'cluster';
  answer: Record<string, unknown>;
  relation: string | null;
  reasonCode: string | null;
  note: string | null;
  secondOpinion: boolean;
}

/** What a decision says; `pathOf` names a category, null where it is gone. */
export function whatWasDecided(
  decision: Decided,
  pathOf: (categoryId: string) => string | null,
): WhatWasDecided {
  const { kind, answer, relation, reasonCode, note, secondOpinion } = decision;
  const told = typeof answer.kind === 'string' ? answer.kind : 'decided';
  return {
    about: kind,
    answer:
      kind === 'category' && typeof answer.categoryId === 'string'
        ? { category: pathOf(answer.categoryId) }
        : { word: relation ?? told },
    ...{ reasonCode, note, isSecond: secondOpinion },
  };
}
