'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import type { FacetName, ProductFacets } from '#server/browse/schema-products.ts';
import { useFacetWords } from './facet-words.ts';
import type { ShownFilter } from './product-filter.ts';

const facets: FacetName[] = ['status', 'doubt', 'duplicates', 'attributes', 'source', 'seller', 'locale'];

interface Chip {
  key: string;
  text: string;
  without: Partial<ShownFilter>;
}

function useChips(filter: ShownFilter, counted: ProductFacets | undefined): Chip[] {
  const t = useTranslations('products');
  const words = useFacetWords();
  const chips: Chip[] = [];
  if (filter.category === 'none') chips.push({ key: 'c', text: t('noCategory'), without: { category: '' } });
  else if (filter.category) {
    const path = counted?.trail.map((step) => step.name).join(' › ');
    chips.push({ key: 'c', text: path || t('chips.category'), without: { category: '' } });
  }
  if (filter.sellerCategory)
    chips.push({ key: 'sc', text: t('chips.sellerCategory'), without: { sellerCategory: '' } });
  if (filter.importRun) chips.push({ key: 'ir', text: t('chips.importRun'), without: { importRun: '' } });
  for (const facet of facets) {
    for (const value of filter[facet]) {
      const label = counted?.counts.find((count) => count.facet === facet && count.value === value)?.label;
      chips.push({
        key: `${facet}-${value}`,
        text: t('chips.chosen', {
          facet: words.title(facet),
          value: words.value(facet, value, label ?? value),
        }),
        without: { [facet]: filter[facet].filter((other) => other !== value) },
      });
    }
  }
  return chips;
}

/** What is chosen, each with a cross; nothing hides behind a closed panel. */
export function ChosenFilters({
  filter,
  facets: counted,
  onChange,
  onClear,
}: {
  filter: ShownFilter;
  facets: ProductFacets | undefined;
  onChange: (part: Partial<ShownFilter>) => void;
  onClear: () => void;
}) {
  const t = useTranslations('products.chips');
  const chips = useChips(filter, counted);
  if (chips.length === 0) return null;
  return (
    <ul aria-label={t('label')} className="mb-3 flex flex-wrap items-center gap-1.5">
      {chips.map(({ key, text, without }) => (
        <li key={key} className="min-w-0">
          <Button
            size="small"
            className="max-w-full"
            onClick={() => onChange(without)}
            aria-label={t('remove', { filter: text })}
          >
            <span className="truncate">{text}</span>
            <X aria-hidden className="size-3.5 shrink-0" />
          </Button>
        </li>
      ))}
      <li>
        <Button size="small" look="quiet" onClick={onClear}>
          {t('clear')}
        </Button>
      </li>
    </ul>
  );
}
