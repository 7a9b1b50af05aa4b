/** Why two listings look like one product, and why not: short sentences for people, most telling first. */
import { type CatalogCorpus, pictureDistance, sharesFile } from './catalog-corpus.ts';
import { colourNames } from './colours.ts';
import { bestAgreement } from './features-codes.ts';
import { dimensions } from './quantities.ts';

export interface PairReasons {
  for: string[];
  against: string[];
}

const reasonsMax = 4;
/** Idf from which a word on one side alone is worth a sentence. */
const rareIdf = 0.55;

function sharedModel(catalog: CatalogCorpus, a: number, b: number): string | null {
  const own = new Set(catalog.text.models.of(a));
  const shared = [...catalog.text.models.of(b)].find((id) => own.has(id));
  return shared === undefined ? null : catalog.text.words[shared].toUpperCase();
}

function addQuantities(catalog: CatalogCorpus, a: number, b: number, reasons: PairReasons): void {
  const others = catalog.text.quantities[b];
  for (const one of catalog.text.quantities[a]) {
    const agreement = bestAgreement(one, others);
    if (Number.isNaN(agreement)) continue;
    const written = others.filter((other) => other.dimension === one.dimension).map((other) => other.written);
    const name = dimensions[one.dimension];
    if (agreement === 1) reasons.for.push(`same ${name}: ${one.written}`);
    else if (agreement === 0)
      reasons.against.push(`different ${name}: ${one.written} against ${written.join(', ')}`);
    else reasons.for.push(`${name} within a range: ${one.written} and ${written.join(', ')}`);
  }
}

function addIdentity(catalog: CatalogCorpus, a: number, b: number, reasons: PairReasons): void {
  const [gtinA, gtinB] = [catalog.gtins[a], catalog.gtins[b]];
  if (gtinA && gtinB) {
    if (gtinA === gtinB) reasons.for.push(`same GTIN ${gtinA}`);
    else reasons.against.push('different GTIN');
  }
  const [mpnA, mpnB] = [catalog.mpns[a], catalog.mpns[b]];
  const model = sharedModel(catalog, a, b);
  if (mpnA && mpnA === mpnB) reasons.for.push(`same part number ${mpnA.toUpperCase()}`);
  else if (model) reasons.for.push(`same model number ${model}`);
  else if (mpnA && mpnB) reasons.against.push('different part numbers');
  const distance = pictureDistance(catalog.hashes.of(a), catalog.hashes.of(b));
  if (sharesFile(catalog.files.of(a), catalog.files.of(b))) reasons.for.push('the very same picture');
  else if (distance <= 8) reasons.for.push('nearly the same picture');
}

function addFields(catalog: CatalogCorpus, a: number, b: number, reasons: PairReasons): void {
  const [brandA, brandB] = [catalog.text.brands[a], catalog.text.brands[b]];
  if (brandA && brandB && brandA === brandB) reasons.for.push('same brand');
  else if (brandA && brandB) reasons.against.push('different brands');
  const [coloursA, coloursB] = [catalog.colours[a], catalog.colours[b]];
  if (coloursA && coloursB && (coloursA & coloursB) === 0)
    reasons.against.push(
      `colour ${colourNames(coloursA).join(', ')} against ${colourNames(coloursB).join(', ')}`,
    );
  addPrices(catalog, a, b, reasons);
  const { agreeing, conflicting } = catalog.attributes.compare(a, b);
  if (conflicting.length > 0) reasons.against.push(`different ${conflicting.slice(0, 3).join(', ')}`);
  if (agreeing.length > 0) reasons.for.push(`same ${agreeing.slice(0, 3).join(', ')}`);
}

/** Prices are compared in one currency only: rates are not ours to guess. */
function addPrices(catalog: CatalogCorpus, a: number, b: number, reasons: PairReasons): void {
  const [priceA, priceB] = [catalog.text.prices[a], catalog.text.prices[b]];
  const isComparable = priceA > 0 && priceB > 0 && catalog.currencies[a] === catalog.currencies[b];
  const times = isComparable ? Math.max(priceA, priceB) / Math.min(priceA, priceB) : 1;
  if (times >= 1.5) reasons.against.push(`prices ${times.toFixed(1)} times apart`);
  else if (isComparable && times <= 1.1) reasons.for.push('about the same price');
}

/** Rare title words of one listing that the other lacks. */
function rareOnly(catalog: CatalogCorpus, a: number, b: number): string[] {
  const { titleOrder, words, idf, flatTexts } = catalog.text;
  return [...new Set(titleOrder.of(a))]
    .filter((id) => idf[id] >= rareIdf && !flatTexts[b].includes(words[id].replace(/[^\p{L}\p{N}]/gu, '')))
    .map((id) => words[id]);
}

/** Reasons for and against that listings a and b are the same product. */
export function pairReasons(catalog: CatalogCorpus, a: number, b: number): PairReasons {
  const reasons: PairReasons = { for: [], against: [] };
  addIdentity(catalog, a, b, reasons);
  addQuantities(catalog, a, b, reasons);
  addFields(catalog, a, b, reasons);
  // Two languages differ in nearly every word: that says nothing.
  if (catalog.locales[a] === catalog.locales[b]) {
    const odd = [...rareOnly(catalog, a, b), ...rareOnly(catalog, b, a)].slice(0, 3);
    if (odd.length > 0) reasons.against.push(`only one says ${odd.map((word) => `“${word}”`).join(', ')}`);
  }
  return { for: reasons.for.slice(0, reasonsMax), against: reasons.against.slice(0, reasonsMax) };
}
