'use client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { PickerSheet } from '#components/deck/picker-sheet.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import { Input, Select } from '#components/ui/field.tsx';
import { SoughtLine } from '#components/ui/sought-line.tsx';
import type {
  ProductFacets,
  ProductFilter,
  ProductPage,
  ProductSort,
} from '#server/browse/schema-products.ts';
import { CategoryTree } from './category-tree.tsx';
import { ChosenFilters } from './chosen-filters.tsx';
import { FacetList } from './facet-list.tsx';
import { fromServer, toQuery, useProductFilter } from './product-filter.ts';
import { ProductTable } from './product-table.tsx';

function usePages(catalogId: string, query: string, first: { query: string; page: ProductPage }) {
  return useInfiniteQuery({
    queryKey: ['products', catalogId, query],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<ProductPage>(
        `/api/products?catalog=${catalogId}&${query}${pageParam ? `&after=${pageParam}` : ''}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    initialData: query === first.query ? { pages: [first.page], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
    // The process that tells meanings may only be coming up: asked again, some times.
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.byWordsOnly === 'late' && state.dataUpdateCount < 4 ? 1_500 : false,
  });
}

/** The catalog: tree and facets beside, the list in the middle, everything that was chosen in the address. */
export function ProductScreen({
  catalogId,
  first,
  firstFilter,
}: {
  catalogId: string;
  first: ProductPage;
  firstFilter: ProductFilter;
}) {
  const t = useTranslations('products');
  const why = useWhy();
  const { filter, query, choose, type, clear } = useProductFilter();
  const [isPicking, setPicking] = useState(false);
  const pages = usePages(catalogId, query, { query: toQuery(fromServer(firstFilter)), page: first });
  const { data: facets } = useQuery({
    queryKey: ['product-facets', catalogId, toQuery({ ...filter, sort: 'newest' })],
    queryFn: ({ signal }) =>
      fetchJson<ProductFacets>(
        `/api/products/facets?catalog=${catalogId}&${toQuery({ ...filter, sort: 'newest' })}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const products = pages.data?.pages.flatMap((page) => page.products) ?? [];
  const [said] = pages.data?.pages ?? [];
  const isNearest = said?.isNearest ?? false;
  const beside = (
    <div className="grid content-start gap-5">
      <section aria-label={t('tree.label')} className="min-w-0">
        <div className="mb-1 flex items-center justify-between gap-2">
          <h2 className="text-sm font-medium">{t('tree.heading')}</h2>
          <Button size="small" look="quiet" onClick={() => setPicking(true)}>
            {t('tree.find')}
          </Button>
        </div>
        <CategoryTree
          catalogId={catalogId}
          query={toQuery({ ...filter, sort: 'newest', category: '' })}
          chosen={filter.category}
          trail={facets?.trail.map((step) => step.categoryId) ?? []}
          onChoose={(category) => choose({ category: category === filter.category ? '' : category })}
        />
      </section>
      <FacetList facets={facets} filter={filter} onChange={(facet, values) => choose({ [facet]: values })} />
    </div>
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={
          facets && !isNearest ? <span role="status">{t('total', { count: facets.total })}</span> : t('lead')
        }
      />
      <div className="grid gap-5 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <aside aria-label={t('filters')} className="hidden lg:block">
          {beside}
        </aside>
        <div className="min-w-0">
          <SearchLine
            q={filter.q}
            sort={filter.sort}
            canBeBest={Boolean(filter.q || filter.like)}
            onType={type}
            onSort={(sort) => choose({ sort })}
          />
          {filter.q || filter.like ? (
            <div className="mb-3 flex flex-wrap items-center gap-2">
              <SoughtLine
                words={isNearest ? '' : filter.q}
                isWordsOnly={filter.by === 'words'}
                said={said}
                hasLike={filter.like !== ''}
                onWordsOnly={(isOnly) => choose({ by: isOnly ? 'words' : null })}
                onRemoveLike={() => choose({ like: '' })}
              />
            </div>
          ) : null}
          <details className="mb-3 rounded-lg border border-line bg-surface lg:hidden">
            <summary className="px-3 py-2 text-sm font-medium">{t('filters')}</summary>
            <div className="border-t border-line p-3">{beside}</div>
          </details>
          <ChosenFilters filter={filter} facets={facets} onChange={choose} onClear={clear} />
          {isNearest ? (
            <p role="status" className="mb-2 text-sm text-doubt">
              {t('nearest')}
            </p>
          ) : null}
          {pages.isError ? (
            <p role="alert" className="text-sm text-stop">
              {t('unreadable', { why: why(pages.error) })}
            </p>
          ) : null}
          {products.length === 0 && !pages.isPending && !pages.isError ? (
            <EmptyState title={t('noMatch')}>
              <Button onClick={clear}>{t('clearFilters')}</Button>
            </EmptyState>
          ) : (
            <ProductTable
              products={products}
              total={facets?.total ?? null}
              isBest={filter.sort === 'best'}
              isStale={pages.isPlaceholderData}
              hasMore={pages.hasNextPage}
              isLoadingMore={pages.isFetchingNextPage}
              onMore={() => void pages.fetchNextPage()}
            />
          )}
        </div>
      </div>
      <PickerSheet
        catalogId={catalogId}
        options={[]}
        open={isPicking}
        onOpenChange={setPicking}
        onPick={({ categoryId }) => {
          setPicking(false);
          void choose({ category: categoryId });
        }}
      />
    </>
  );
}

function SearchLine({
  q,
  sort,
  canBeBest,
  onType,
  onSort,
}: {
  q: string;
  sort: ProductSort;
  /** Something is there that a product can be nearest to. */
  canBeBest: boolean;
  onType: (q: string) => void;
  onSort: (sort: ProductSort) => void;
}) {
  const t = useTranslations('products.search');
  const [typed, setTyped] = useState(q);
  // Back, or "clear", changes the address under the field.
  useEffect(() => setTyped((before) => (before.trim() === q ? before : q)), [q]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onType(typed.trim());
  };
  return (
    <form onSubmit={submit} className="mb-3 flex flex-wrap gap-2">
      <Input
        type="search"
        maxLength={120}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onType(event.target.value.trim());
        }}
        placeholder={t('hint')}
        aria-label={t('label')}
        className="min-w-0 flex-1 basis-52"
      />
      <Select
        value={sort}
        onChange={(event) => onSort(event.target.value as ProductSort)}
        aria-label={t('order')}
        className="w-auto"
      >
        {canBeBest ? <option value="best">{t('best')}</option> : null}
        <option value="newest">{t('newest')}</option>
        <option value="oldest">{t('oldest')}</option>
        <option value="changed">{t('changed')}</option>
      </Select>
    </form>
  );
}
