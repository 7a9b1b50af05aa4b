'use client';

import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import type { DriftFeature } from '#server/insights/schema-drift.ts';

/** What the watch calls its features. */
export const features = {
  language: 'language',
  seller: 'seller',
  'length of the title': 'titleLength',
  description: 'description',
  brand: 'brand',
  price: 'price',
  picture: 'picture',
  attributes: 'attributes',
  'given category': 'given',
  'distance from the training products': 'distance',
  'suggested branch': 'branch',
  confidence: 'confidence',
} as const;

const isKnown = (name: string): name is keyof typeof features => Object.hasOwn(features, name);

/** Watched features and their bins in the reader's language; what has no text of its own as it came. */
export function useDriftWords() {
  const t = useTranslations('insights.drift');
  const { decimal, language } = useFormat();
  return {
    featureName: ({ name }: DriftFeature): string => (isKnown(name) ? t(`feature.${features[name]}`) : name),
    binName: (feature: DriftFeature, { name, bin }: DriftFeature['moved'][number]): string => {
      if (!bin) return feature.name === 'language' ? language(name) : name;
      if (bin.kind !== 'range') return t(`bin.${bin.kind}`);
      const { from, to } = bin;
      if (from !== null && to !== null)
        return t('bin.between', { from: decimal.format(from), to: decimal.format(to) });
      return from === null
        ? t('bin.under', { to: decimal.format(to ?? 0) })
        : t('bin.over', { from: decimal.format(from) });
    },
  };
}
