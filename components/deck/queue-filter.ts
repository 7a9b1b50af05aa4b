'use client';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import type { QueueFilter } from '#server/review/schema-filter.ts';

/** The longest text that a search takes (`typedWordsSchema`): what is pasted beyond it is cut off, not refused. */
export const wordsMax = 120;

/** How fields of the bar look. */
export const queueFieldClass = 'h-8 max-w-33 rounded-md border border-line bg-surface px-2 text-sm text-ink';

/** The part of a queue in hand: it lives in the address, so a link, the back button and a saved view all mean the same. */
const parsers = {
  reason: parseAsString,
  branch: parseAsString,
  seller: parseAsString,
  locale: parseAsString,
  q: parseAsString,
  by: parseAsStringLiteral(['words'] as const),
  like: parseAsString,
  category: parseAsString,
  view: parseAsStringLiteral(['deck', 'grid'] as const).withDefault('deck'),
};

export interface QueuePlace {
  filter: QueueFilter;
  view: 'deck' | 'grid';
  /** Category of the grid's page. */
  category: string | null;
  /** Another page of the grid. */
  showCategory: (categoryId: string) => void;
  go: (next: Partial<{ filter: QueueFilter; view: 'deck' | 'grid'; category: string | null }>) => void;
}

const chosen = (filter: { [name in keyof QueueFilter]: QueueFilter[name] | null }): QueueFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value));

export function useQueuePlace(): QueuePlace {
  const [state, setState] = useQueryStates(parsers, { history: 'push' });
  const { view, category, reason, branch, seller, locale, q, by, like } = state;
  const filter = useMemo(() => {
    return chosen({ reason, branch, seller, locale, q: q?.slice(0, wordsMax), by, like });
  }, [reason, branch, seller, locale, q, by, like]);
  const go: QueuePlace['go'] = (next) => {
    // What is not chosen is taken out of the address: `undefined` would leave it there.
    const none = { reason: null, branch: null, seller: null, locale: null, q: null, by: null, like: null };
    void setState({
      ...(next.filter ? { ...none, ...chosen(next.filter) } : {}),
      ...(next.view ? { view: next.view } : {}),
      ...(next.category !== undefined ? { category: next.category } : {}),
    });
  };
  const showCategory = useCallback(
    (categoryId: string) => void setState({ category: categoryId }, { history: 'replace' }),
    [setState],
  );
  return { filter, view, category, showCategory, go };
}

/** The filter as a query string for reads. */
export function filterQuery(catalogId: string, filter: QueueFilter): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams({ catalog: catalogId, ...Object.fromEntries(given) }).toString();
}
