/** Features of a pair of catalog listings: those of the text, and identity, pictures, attributes, colours, years. */
import { type CatalogCorpus, pictureDistance, sharesFile } from './catalog-corpus.ts';
import type { FeatureGroup } from './feature-group.ts';
import { PairFeatures } from './pair-features.ts';

/** Grows whenever a feature is added, dropped or computed otherwise: a model fits one version. */
export const pairFeatureVersion = 'pair-3';

const asAnswer = (isKnown: boolean, isEqual: boolean): number => (isKnown ? Number(isEqual) : Number.NaN);

/** Not whether the seller is one: a catalog of one seller would hold no duplicates then. */
export function identityFeatures(catalog: CatalogCorpus): FeatureGroup {
  return {
    names: ['gtin equal', 'mpn equal', 'same language'],
    write(_, a, b, out, at) {
      const { gtins, mpns, locales } = catalog;
      out[at] = asAnswer(Boolean(gtins[a] && gtins[b]), gtins[a] === gtins[b]);
      out[at + 1] = asAnswer(Boolean(mpns[a] && mpns[b]), mpns[a] === mpns[b]);
      out[at + 2] = asAnswer(Boolean(locales[a] && locales[b]), locales[a] === locales[b]);
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
      const [coloursA, coloursB] = [catalog.colours[a], catalog.colours[b]];
      out[at + 2] = asAnswer(coloursA !== 0 && coloursB !== 0, (coloursA & coloursB) !== 0);
      const [yearsA, yearsB] = [catalog.years[a], catalog.years[b]];
      out[at + 3] = asAnswer(
        yearsA.size > 0 && yearsB.size > 0,
        [...yearsA].some((year) => yearsB.has(year)),
      );
    },
  };
}

/** The features that catalog models are trained on, symmetric in the two listings. */
export function catalogFeatures(catalog: CatalogCorpus): PairFeatures {
  return new PairFeatures([], false, [
    identityFeatures(catalog),
    pictureFeatures(catalog),
    attributeFeatures(catalog),
  ]);
}
