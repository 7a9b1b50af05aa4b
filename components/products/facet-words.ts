/** Facets and their values in words. */
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import type { FacetName, facetValues } from '#server/browse/schema-products.ts';

type Values = typeof facetValues;
type ValueKey = { [Facet in keyof Values]: `values.${Facet}.${Values[Facet][number]}` }[keyof Values];

const valueKeys: { [Facet in keyof Values]: Record<Values[Facet][number], ValueKey> } = {
  status: {
    listed: 'values.status.listed',
    delisted: 'values.status.delisted',
    merged: 'values.status.merged',
  },
  doubt: {
    doubted: 'values.doubt.doubted',
    fine: 'values.doubt.fine',
    unscored: 'values.doubt.unscored',
  },
  duplicates: {
    proposed: 'values.duplicates.proposed',
    record: 'values.duplicates.record',
    merged: 'values.duplicates.merged',
    none: 'values.duplicates.none',
  },
  attributes: {
    suggested: 'values.attributes.suggested',
    none: 'values.attributes.none',
  },
  source: {
    given: 'values.source.given',
    mapped: 'values.source.mapped',
    decision: 'values.source.decision',
    accepted: 'values.source.accepted',
    merged: 'values.source.merged',
    none: 'values.source.none',
  },
};

/** An address can hold any value. */
const keyOf = (keys: Partial<Record<string, ValueKey>>, value: string): ValueKey | undefined =>
  Object.hasOwn(keys, value) ? keys[value] : undefined;

/** `label` is what the data calls the value: a seller's name, the code of a language. */
export function useFacetWords() {
  const t = useTranslations('products');
  const { language } = useFormat();
  return {
    title: (facet: FacetName): string => t(`facets.${facet}`),
    value: (facet: FacetName, value: string, label: string): string => {
      if (facet === 'locale') return value === 'none' ? t('values.noLanguage') : language(label);
      const key = facet === 'seller' ? undefined : keyOf(valueKeys[facet], value);
      return key ? t(key) : label;
    },
  };
}
