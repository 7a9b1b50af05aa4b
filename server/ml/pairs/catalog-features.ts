/** Features of a pair of catalog listings: those of the text, and identity, pictures, attributes, colours, years. */
import { type CatalogCorpus, pictureDistance, sharesFile } from './catalog-corpus.ts';
import { likePictureBitsMax, sampleOf } from './catalog-sample.ts';
import type { FeatureGroup } from './feature-group.ts';
import { PairFeatures } from './pair-features.ts';

/** Grows whenever a feature is added, dropped or computed otherwise: a model fits one version. */
export const pairFeatureVersion = 'pair-6';

const asAnswer = (isKnown: boolean, isEqual: boolean): number => (isKnown ? Number(isEqual) : Number.NaN);

export function identityFeatures(catalog: CatalogCorpus): FeatureGroup {
  return {
    names: ['gtin equal', 'mpn equal', 'same language'],
    write(_, a, b, out, at) {
      const { gtins, mpns, locales } = catalog;
      out[at] = asAnswer(!gtins.isEmpty(a) && !gtins.isEmpty(b), gtins.areEqual(a, b));
      out[at + 1] = asAnswer(!mpns.isEmpty(a) && !mpns.isEmpty(b), mpns.areEqual(a, b));
      const [localeA, localeB] = [locales.idOf(a), locales.idOf(b)];
      out[at + 2] = asAnswer(localeA >= 0 && localeB >= 0, localeA === localeB);
    },
  };
}

export function pictureFeatures(catalog: CatalogCorpus): FeatureGroup {
  return {
    names: ['picture distance', 'same picture file'],
    write(_, a, b, out, at) {
      out[at] = pictureDistance(catalog.hashes.of(a), catalog.hashes.of(b));
      const [one, other] = [catalog.files.of(a), catalog.files.of(b)];
      out[at + 1] = asAnswer(one.length > 0 && other.length > 0, sharesFile(one, other));
    },
  };
}

export function attributeFeatures(catalog: CatalogCorpus): FeatureGroup {
  return {
    names: ['attributes agreeing', 'attributes in conflict', 'colour agreement', 'year agreement'],
    write(_, a, b, out, at) {
      const { agreeing, conflicting } = catalog.attributes.count(a, b);
      const isAny = agreeing + conflicting > 0;
      out[at] = isAny ? agreeing : Number.NaN;
      out[at + 1] = isAny ? conflicting : Number.NaN;
      const [coloursA, coloursB] = [catalog.colours.data[a], catalog.colours.data[b]];
      out[at + 2] = asAnswer(coloursA !== 0 && coloursB !== 0, (coloursA & coloursB) !== 0);
      const { early, late } = catalog.years;
      const isKnown = (early.data[a] | late.data[a]) !== 0 && (early.data[b] | late.data[b]) !== 0;
      const isShared = (early.data[a] & early.data[b]) !== 0 || (late.data[a] & late.data[b]) !== 0;
      out[at + 3] = asAnswer(isKnown, isShared);
    },
  };
}

/** log₂(1 + others): one other tells much, the hundredth nothing. */
const doublings = (others: number): number => Math.log2(1 + others);

/**
 * How common in this catalog is what the two share: a title of common words, a studio's picture or the year in common say
 * nothing of two listings where they say it of hundreds.
 */
export function commonnessFeatures(catalog: CatalogCorpus): FeatureGroup {
  const sample = sampleOf(catalog);
  return {
    names: [
      'others with shared title words',
      'others with shared values',
      'news of shared values',
      'others with picture as near as A',
      'others with picture as near as B',
      'others like in all',
    ],
    write(_, a, b, out, at) {
      const bits = pictureDistance(catalog.hashes.of(a), catalog.hashes.of(b));
      const isNear = bits <= likePictureBitsMax;
      const values = sample.withSharedValues(a, b);
      out[at] = doublings(sample.withSharedWords(a, b));
      out[at + 1] = doublings(values.count);
      out[at + 2] = values.news;
      out[at + 3] = isNear ? doublings(sample.withPictureWithin(a, bits)) : Number.NaN;
      out[at + 4] = isNear ? doublings(sample.withPictureWithin(b, bits)) : Number.NaN;
      // The same asked from b's side could differ by pictures alone: the smaller place asks, whichever side it stands on.
      out[at + 5] = doublings(sample.likeInAll(Math.min(a, b), Math.max(a, b), bits));
    },
  };
}

/** Whether the seller is one, where the catalog has several: one seller rarely lists a thing twice. */
export function sellerFeatures(catalog: CatalogCorpus): FeatureGroup {
  const { sellers } = catalog;
  return {
    names: ['same seller'],
    write(_, a, b, out, at) {
      out[at] = asAnswer(sellers.isSeveral, sellers.idOf(a) === sellers.idOf(b));
    },
  };
}

/** The features that catalog models are trained on, symmetric in the two listings. */
export function catalogFeatures(catalog: CatalogCorpus): PairFeatures {
  return new PairFeatures([], false, [
    identityFeatures(catalog),
    pictureFeatures(catalog),
    attributeFeatures(catalog),
    commonnessFeatures(catalog),
    sellerFeatures(catalog),
  ]);
}
