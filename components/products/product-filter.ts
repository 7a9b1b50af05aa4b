'use client';
/** The filter of the product list, kept in the address: it can be shared, and back works. */
import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import type { FacetName, ProductFilter, ProductSort } from '#server/browse/schema-products.ts';

const sorts = ['best', 'newest', 'oldest', 'changed'] as const satisfies readonly ProductSort[];
const list = parseAsArrayOf(parseAsString).withDefault([]);

const parsers = {
  q: parseAsString.withDefault(''),
  by: parseAsStringLiteral(['words'] as const),
  like: parseAsString.withDefault(''),
  category: parseAsString.withDefault(''),
  status: list,
  source: list,
  doubt: list,
  duplicates: list,
  attributes: list,
  locale: list,
  seller: list,
  sellerCategory: parseAsString.withDefault(''),
  importRun: parseAsString.withDefault(''),
  sort: parseAsStringLiteral(sorts),
};

export type ShownFilter = Record<FacetName, string[]> & {
  q: string;
  /** `words`: nothing by meaning. */
  by: 'words' | null;
  /** Product that the others are like. */
  like: string;
  category: string;
  sellerCategory: string;
  importRun: string;
  sort: ProductSort;
};

/** The order where the address names none, as the server takes it. */
export const orderWithout = ({ q, like }: Pick<ShownFilter, 'q' | 'like'>): ProductSort =>
  q || like ? 'best' : 'newest';

/** The query string that the API understands; also the key under which answers are kept. */
export function toQuery(filter: ShownFilter): string {
  const entries = Object.entries(filter).flatMap(([name, value]): [string, string][] => {
    const text = Array.isArray(value) ? value.join(',') : (value ?? '');
    return text === '' || (name === 'sort' && text === orderWithout(filter)) ? [] : [[name, text]];
  });
  return new URLSearchParams(entries).toString();
}

/** What the server read from the same address. */
export function fromServer(filter: ProductFilter): ShownFilter {
  const { by, like, category, sellerCategory, importRun, after: _after, ...rest } = filter;
  return {
    ...rest,
    by: by ?? null,
    like: like ?? '',
    category: category ?? '',
    sellerCategory: sellerCategory ?? '',
    importRun: importRun ?? '',
  };
}

export function useProductFilter() {
  const [state, setState] = useQueryStates(parsers);
  return useMemo(() => {
    const canBeBest = orderWithout(state) === 'best';
    const sort = state.sort === 'best' && !canBeBest ? null : state.sort;
    const filter: ShownFilter = { ...state, sort: sort ?? orderWithout(state) };
    return {
      filter,
      query: toQuery(filter),
      /** A choice: back leads to the one before. */
      choose: (part: Partial<ShownFilter>) => setState(part, { history: 'push', scroll: false }),
      /** Typing: every letter a step back would be none. */
      type: (q: string) => setState({ q }, { history: 'replace', throttleMs: 150 }),
      clear: () => setState(null, { history: 'push' }),
    };
  }, [state, setState]);
}
