/**
 * Model numbers of two listings laid beside each other: each code of one side by the likest of the other, so that a code that
 * finds nothing like it counts, and not only the best match; and how two model fields differ, where both are told. For matchers
 * learnt on labelled pairs; the shipped one reads `features-codes.ts` alone.
 */
import type { PairCorpus } from './corpus.ts';
import type { FeatureGroup } from './feature-group.ts';
import { editSimilarity } from './strings.ts';

const codesMax = 8;
/** A shorter code stands in others by chance. */
const nestedLettersMin = 4;
/** Likeness of two codes of which one holds the other: they are mostly one, with a suffix for colour or country. */
const nestedLikeness = 0.95;

const isNested = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= nestedLettersMin && (a.includes(b) || b.includes(a));

function likeness(a: string, b: string): number {
  if (a === b) return 1;
  return isNested(a, b) ? nestedLikeness : editSimilarity(a, b);
}

function codesOf({ models, words }: PairCorpus, record: number): string[] {
  const end = Math.min(models.end(record), models.start(record) + codesMax);
  const codes: string[] = [];
  for (let at = models.start(record); at < end; at++) codes.push(words.at(models.data[at]));
  return codes;
}

/** How like each code of one side is to the likest of the other: the least of these and their mean; NaN where a side has none. */
function align(own: readonly string[], others: readonly string[]): { worst: number; mean: number } {
  if (own.length === 0 || others.length === 0) return { worst: Number.NaN, mean: Number.NaN };
  const best = own.map((code) => Math.max(...others.map((other) => likeness(code, other))));
  return { worst: Math.min(...best), mean: best.reduce((sum, one) => sum + one, 0) / best.length };
}

function startAlike(a: string, b: string): number {
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return same;
}

const digitsOf = (code: string): string => code.replace(/\D/g, '');

function writeFields(a: string, b: string, out: Float32Array, at: number): void {
  if (!a || !b) {
    out.fill(Number.NaN, at, at + 5);
    return;
  }
  const longer = Math.max(a.length, b.length);
  const same = startAlike(a, b);
  const [digitsA, digitsB] = [digitsOf(a), digitsOf(b)];
  out[at] = editSimilarity(a, b);
  out[at + 1] = same / longer;
  out[at + 2] = longer - same;
  out[at + 3] = digitsA && digitsB ? Number(digitsA === digitsB) : Number.NaN;
  out[at + 4] = a === b ? 1 : Number(isNested(a, b)) / 2;
}

/** Whether a side's model field stands among the other's codes, in its title, in part, against other codes, or nothing can tell. */
function fieldAmong(field: string, others: readonly string[], title: string): number {
  if (!field) return Number.NaN;
  if (others.includes(field)) return 1;
  if (field.length >= nestedLettersMin && title.includes(field)) return 0.9;
  if (others.length === 0) return 0.5;
  return others.some((other) => isNested(field, other)) ? 0.7 : 0;
}

export const alignmentFeatures: FeatureGroup = {
  names: [
    'codes aligned worst A',
    'codes aligned worst B',
    'codes aligned mean A',
    'codes aligned mean B',
    'model fields edit likeness',
    'model fields start alike',
    'model fields letters left',
    'model fields digits equal',
    'model fields nested',
    'model field among codes A',
    'model field among codes B',
  ],
  write(corpus, a, b, out, at) {
    const [codesA, codesB] = [codesOf(corpus, a), codesOf(corpus, b)];
    const [ofA, ofB] = [align(codesA, codesB), align(codesB, codesA)];
    const [fieldA, fieldB] = [corpus.modelFields.of(a), corpus.modelFields.of(b)];
    out[at] = ofA.worst;
    out[at + 1] = ofB.worst;
    out[at + 2] = ofA.mean;
    out[at + 3] = ofB.mean;
    writeFields(fieldA, fieldB, out, at + 4);
    out[at + 9] = fieldAmong(fieldA, codesB, corpus.flatTitles.of(b));
    out[at + 10] = fieldAmong(fieldB, codesA, corpus.flatTitles.of(a));
  },
};
