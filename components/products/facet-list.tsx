'use client';
import { useFormat } from '#components/language/format.ts';
import { joinClasses } from '#components/ui/join-classes.ts';
import type { FacetName, ProductFacets } from '#server/browse/schema-products.ts';
import { useFacetWords } from './facet-words.ts';
import type { ShownFilter } from './product-filter.ts';

const order: FacetName[] = ['status', 'doubt', 'duplicates', 'attributes', 'source', 'seller', 'locale'];

/** Facets as lists of boxes; several values of one facet are "or". A chosen value stays on the list at zero. */
export function FacetList({
  facets,
  filter,
  onChange,
}: {
  facets: ProductFacets | undefined;
  filter: ShownFilter;
  onChange: (facet: FacetName, values: string[]) => void;
}) {
  const words = useFacetWords();
  const { number } = useFormat();
  return (
    <div className="grid content-start gap-4">
      {order.map((facet) => {
        const counts = facets?.counts.filter((count) => count.facet === facet) ?? [];
        const missing = filter[facet].filter((value) => !counts.some((count) => count.value === value));
        const rows = [...counts, ...missing.map((value) => ({ facet, value, label: value, products: 0 }))];
        if (facets && rows.length < 2 && filter[facet].length === 0) return null;
        return (
          <fieldset key={facet} className="min-w-0">
            <legend className="mb-1 text-sm font-medium">{words.title(facet)}</legend>
            {facets ? null : <FacetSkeleton />}
            <ul className="grid max-h-64 gap-0.5 overflow-y-auto">
              {rows.map(({ value, label, products }) => (
                <li key={value}>
                  <label className="flex items-center gap-2 rounded px-1 py-0.5 text-sm hover:bg-mat">
                    <input
                      type="checkbox"
                      className="accent-accent"
                      checked={filter[facet].includes(value)}
                      onChange={(event) =>
                        onChange(
                          facet,
                          event.target.checked
                            ? [...filter[facet], value]
                            : filter[facet].filter((other) => other !== value),
                        )
                      }
                    />
                    <span className="min-w-0 flex-1 truncate" title={words.value(facet, value, label)}>
                      {words.value(facet, value, label)}
                    </span>
                    <span className={joinClasses('tabular-nums', 'text-muted')}>
                      {number.format(products)}
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
        );
      })}
    </div>
  );
}

function FacetSkeleton() {
  return (
    <div aria-hidden className="grid gap-1.5">
      {['w-4/5', 'w-3/5', 'w-2/3'].map((width) => (
        <div key={width} className={`h-4 rounded bg-mat ${width}`} />
      ))}
    </div>
  );
}
