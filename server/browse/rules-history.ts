/** What happened to a product, as one list of lines. Pure. */
import type { FieldChange, ProductEvent } from './schema-product.ts';

/** Columns of a product that its seller or an editor says, with their names on the screen. */
const shownFields: readonly (readonly [string, string])[] = [
  ['title', 'title'],
  ['brand', 'brand'],
  ['gtin', 'GTIN'],
  ['mpn', 'model number'],
  ['description', 'description'],
  ['price_minor', 'price'],
  ['currency', 'currency'],
  ['locale', 'language'],
  ['url', 'link'],
  ['seller_category_path', "seller's category"],
];
const valueCharsMax = 160;

export function asShown(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > valueCharsMax ? `${text.slice(0, valueCharsMax)} …` : text;
}

const asPrice = (value: unknown): string | null =>
  typeof value === 'number' || typeof value === 'string' ? (Number(value) / 100).toFixed(2) : null;

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
  const add = (field: string, was: string | null, is: string | null): void => {
    if (was !== is) changes.push({ field, before: was, after: is });
  };
  for (const [column, field] of shownFields) {
    const shown = column === 'price_minor' ? asPrice : asShown;
    add(field, shown(before[column]), shown(after[column]));
  }
  const [old, now] = [attributesOf(before), attributesOf(after)];
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)]))
    add(name, asShown(old[name]), asShown(now[name]));
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
    'merged',
    'unmerged',
    'undone',
  ];
  return events.toSorted(
    (a, b) =>
      b.at.localeCompare(a.at) || flow.indexOf(b.kind) - flow.indexOf(a.kind) || (a.id < b.id ? 1 : -1),
  );
}

const percent = (p: number): string => `${Math.round(100 * p)} %`;

export const suggestedText = (pathName: string, p: number): string =>
  `${pathName.split(' > ').join(' › ')} (${percent(p)})`;

interface Decided {
  kind: 'category' | 'pair' | 'cluster' | 'undo';
  undoes: string | null;
  answer: Record<string, unknown>;
  relation: string | null;
  reasonCode: string | null;
  note: string | null;
  secondOpinion: boolean;
}

const answerWords: Readonly<Record<string, string>> = {
  'cant-tell': "can't tell",
  escalate: 'passed on to a lead',
  skip: 'skipped',
  same: 'same product',
  not_same: 'different product',
  variant: 'variant of the same model',
};

/** A decision in words; `pathOf` names a category. */
export function decidedText(decision: Decided, pathOf: (categoryId: string) => string): string {
  const { kind, answer, relation, reasonCode, note, secondOpinion } = decision;
  if (kind === 'undo') return `took back the ${decision.undoes ?? 'last'} decision`;
  const told = typeof answer.kind === 'string' ? answer.kind : '';
  const what =
    kind === 'category' && typeof answer.categoryId === 'string'
      ? `category: ${pathOf(answer.categoryId).split(' > ').join(' › ')}`
      : `${kind}: ${answerWords[relation ?? ''] ?? answerWords[told] ?? (told || 'decided')}`;
  const extra = [reasonCode, note, secondOpinion ? 'a second opinion, changes nothing' : null].filter(
    Boolean,
  );
  return extra.length > 0 ? `${what} (${extra.join('; ')})` : what;
}
