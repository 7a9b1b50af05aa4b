/** Why two listings look like one product, and why not: a code and its values each, most telling first. */
import { type CatalogCorpus, pictureDistance, sharesFile } from './catalog-corpus.ts';
import { sampleOf } from './catalog-sample.ts';
import { colourNames } from './colours.ts';
import { bestAgreement } from './features-codes.ts';
import { dimensions, parseQuantities } from './quantities.ts';
import type { PairReason, PairReasons } from './reason-words.ts';

const reasonsMax = 4;
/** Names and words that one reason lists. */
const listedMax = 3;
/** Idf from which a word on one side alone is worth a sentence. */
const rareIdf = 0.55;
/** Bits of 64 in which two pictures of one thing differ at most. */
const nearBits = 8;

/** More listings than a product has copies: what they share tells nothing of two; of values, this share too. */
const commonMin = 8;
const commonShare = 0.2;

type Finder = (catalog: CatalogCorpus, a: number, b: number, reasons: PairReasons) => void;

function sharedModel(catalog: CatalogCorpus, a: number, b: number): string | null {
  const own = new Set(catalog.text.models.of(a));
  const shared = [...catalog.text.models.of(b)].find((id) => own.has(id));
  return shared === undefined ? null : catalog.text.words.at(shared).toUpperCase();
}

const addQuantities: Finder = (catalog, a, b, reasons) => {
  const others = catalog.text.quantities.of(b);
  for (const one of catalog.text.quantities.of(a)) {
    const agreement = bestAgreement(one, others);
    if (Number.isNaN(agreement)) continue;
    const written = others.filter((other) => other.dimension === one.dimension).map((other) => other.written);
    const values = { dimension: dimensions[one.dimension], one: one.written, other: written };
    if (agreement === 1) reasons.for.push({ code: 'same-quantity', values });
    else if (agreement === 0) reasons.against.push({ code: 'different-quantity', values });
    else reasons.for.push({ code: 'quantity-in-range', values });
  }
};

const addCodes: Finder = (catalog, a, b, reasons) => {
  const [gtinA, gtinB] = [catalog.gtins.of(a), catalog.gtins.of(b)];
  if (gtinA && gtinB) {
    if (gtinA === gtinB) reasons.for.push({ code: 'same-gtin', values: { gtin: gtinA } });
    else reasons.against.push({ code: 'different-gtin', values: {} });
  }
  const [mpnA, mpnB] = [catalog.mpns.of(a), catalog.mpns.of(b)];
  const model = sharedModel(catalog, a, b);
  if (mpnA && mpnA === mpnB)
    reasons.for.push({ code: 'same-part-number', values: { number: mpnA.toUpperCase() } });
  else if (model) reasons.for.push({ code: 'same-model-number', values: { number: model } });
  else if (mpnA && mpnB) reasons.against.push({ code: 'different-part-numbers', values: {} });
};

const addPictures: Finder = (catalog, a, b, reasons) => {
  const distance = pictureDistance(catalog.hashes.of(a), catalog.hashes.of(b));
  if (sharesFile(catalog.files.of(a), catalog.files.of(b)))
    reasons.for.push({ code: 'same-picture', values: {} });
  else if (distance <= nearBits && isOfItsOwn(catalog, a, distance))
    reasons.for.push({ code: 'near-picture', values: {} });
  else if (distance <= nearBits) reasons.against.push({ code: 'common-picture', values: {} });
};

/** A studio's picture, that whole families of products have, speaks for no two of them. */
function isOfItsOwn(catalog: CatalogCorpus, record: number, distance: number): boolean {
  return sampleOf(catalog).withPictureWithin(record, distance) <= commonMin;
}

const addBrandAndColour: Finder = (catalog, a, b, reasons) => {
  const [brandA, brandB] = [catalog.text.brands.of(a), catalog.text.brands.of(b)];
  if (brandA && brandB && brandA === brandB) reasons.for.push({ code: 'same-brand', values: {} });
  else if (brandA && brandB) reasons.against.push({ code: 'different-brands', values: {} });
  const [coloursA, coloursB] = [catalog.colours.data[a], catalog.colours.data[b]];
  if (!coloursA || !coloursB || (coloursA & coloursB) !== 0) return;
  const values = { one: colourNames(coloursA), other: colourNames(coloursB) };
  reasons.against.push({ code: 'different-colours', values });
};

/** Prices are compared in one currency only: rates are not ours to guess. */
const addPrices: Finder = (catalog, a, b, reasons) => {
  const [priceA, priceB] = [catalog.text.prices.data[a], catalog.text.prices.data[b]];
  const isComparable = priceA > 0 && priceB > 0 && catalog.currencies.idOf(a) === catalog.currencies.idOf(b);
  const times = isComparable ? Math.max(priceA, priceB) / Math.min(priceA, priceB) : 1;
  if (times >= 1.5)
    reasons.against.push({ code: 'prices-apart', values: { times: Math.round(10 * times) / 10 } });
  else if (isComparable && times <= 1.1) reasons.for.push({ code: 'near-price', values: {} });
};

const addAttributes: Finder = (catalog, a, b, reasons) => {
  const sample = sampleOf(catalog);
  const commonValueMin = Math.max(commonMin, sample.size * commonShare);
  const isTelling = (key: number): boolean => sample.withValue(key) < commonValueMin;
  const { agreeing, conflicting } = catalog.attributes.compare(a, b, isTelling);
  const named = (code: 'different-attributes' | 'same-attributes', names: string[]): PairReason[] =>
    names.length > 0 ? [{ code, values: { names: names.slice(0, listedMax) } }] : [];
  reasons.against.push(...named('different-attributes', conflicting));
  reasons.for.push(...named('same-attributes', agreeing));
};

/** Whether a word is worth naming: rare, and no amount, which is compared by what it says and is a reason of its own. */
const isTelling = ({ idf, words }: CatalogCorpus['text'], id: number): boolean =>
  idf[id] >= rareIdf && parseQuantities(words.at(id)).length === 0;

/** Rare title words of one listing that the other lacks. */
function rareOnly(catalog: CatalogCorpus, a: number, b: number): string[] {
  const { titleOrder, words, flatTexts } = catalog.text;
  return [...new Set(titleOrder.of(a))]
    .filter(
      (id) =>
        isTelling(catalog.text, id) && !flatTexts.of(b).includes(words.at(id).replace(/[^\p{L}\p{N}]/gu, '')),
    )
    .map((id) => words.at(id));
}

/** Rare title words of both listings, but for model numbers, which are a reason of their own. */
function rareOfBoth(catalog: CatalogCorpus, a: number, b: number): string[] {
  const { titleWords, titleOrder, models, words } = catalog.text;
  const [others, numbers] = [new Set(titleWords.of(b)), new Set(models.of(a))];
  return [...new Set(titleOrder.of(a))]
    .filter((id) => isTelling(catalog.text, id) && others.has(id) && !numbers.has(id))
    .map((id) => words.at(id));
}

const addWords: Finder = (catalog, a, b, reasons) => {
  const [titleA, titleB] = [catalog.text.flatTitles.of(a), catalog.text.flatTitles.of(b)];
  const both = rareOfBoth(catalog, a, b).slice(0, listedMax);
  if (titleA !== '' && titleA === titleB) reasons.for.push({ code: 'same-title', values: {} });
  else if (both.length > 0) reasons.for.push({ code: 'words-of-both', values: { words: both } });
  // Two languages differ in nearly every word: that says nothing.
  if (catalog.locales.idOf(a) !== catalog.locales.idOf(b)) return;
  const words = [...rareOnly(catalog, a, b), ...rareOnly(catalog, b, a)].slice(0, listedMax);
  if (words.length > 0) reasons.against.push({ code: 'words-of-one', values: { words } });
};

/** Most telling first. */
const finders = [addCodes, addPictures, addQuantities, addBrandAndColour, addPrices, addAttributes, addWords];

/** Reasons for and against that listings a and b are the same product; at most four of either. */
export function pairReasons(catalog: CatalogCorpus, a: number, b: number): PairReasons {
  const reasons: PairReasons = { for: [], against: [] };
  for (const find of finders) find(catalog, a, b, reasons);
  return { for: reasons.for.slice(0, reasonsMax), against: reasons.against.slice(0, reasonsMax) };
}
