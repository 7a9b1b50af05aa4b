/**
 * Records prepared for comparison: interned words, idf, hashed 3-grams, quantities, in typed arrays. Preparing costs tens
 * of microseconds a record and is done once; comparing reads arrays only.
 */
import { roomForFloats } from './array-room.ts';
import { modelPieces } from './model-pieces.ts';
import { parseQuantities, type Quantity } from './quantities.ts';
import { Ragged, sortedDistinct } from './ragged.ts';
import { SharedValues } from './shared-values.ts';
import {
  comparableText,
  comparableWords,
  flatten,
  gramBuckets,
  hashedGrams,
  hashedIds,
  hashedPhrases,
  hashedTriples,
  modelNumbers,
  plainNumbers,
} from './tokens.ts';
import { TrigramFilter, wordEnds } from './trigram-filter.ts';
import { WordLikeness } from './word-likeness.ts';

/** What the matcher may see of a listing. */
export interface PairRecord {
  title: string;
  /** Everything else that is text: description, attributes. */
  text: string;
  brand: string | null;
  /** Manufacturer's part or model number. */
  model: string | null;
  /** NaN where unknown. */
  price: number;
  /** Further short fields, compared field by field (category, colour, year). Same places in every record. */
  extras: (string | null)[];
}

/** How many documents hold a word, from the whole catalog; words not in it count as new. */
export interface WordCounts {
  documents: number;
  counts: ReadonlyMap<string, number>;
}

const noExtras: string[] = [];
const titleWordsMax = 40;
const textWordsMax = 160;
/** Words of the whole text whose neighbours count: what stands first names the thing. */
const phraseWordsMax = 48;

export class PairCorpus {
  readonly words: string[] = [];
  readonly likeness = new WordLikeness(this.words);
  /** Of every word, what the trigram filters ask for. */
  private readonly ends: number[] = [];
  /** Of every word, whether it has a digit. */
  private readonly isNumbered: number[] = [];
  private readonly idOf = new Map<string, number>();
  private readonly shared = new SharedValues();
  private documentCounts: number[] = [];
  private readonly gramCounts = new Uint32Array(gramBuckets);
  /** Distinct words of the title and of the whole record, ascending ids. */
  readonly titleWords = new Ragged();
  readonly allWords = new Ragged();
  /** Title words in order. */
  readonly titleOrder = new Ragged();
  readonly models = new Ragged();
  /** Pieces of model codes in title and model field, told from words by a leading `~`. */
  readonly pieces = new Ragged();
  /** What names the thing, hashed to `nameBuckets`: title words, two of them in a row, pieces of codes. */
  readonly names = new Ragged();
  /** The same, and two words in a row of the whole text, and three with a number: brand, series and number stand in it in any language. */
  readonly phrases = new Ragged();
  readonly numbers = new Ragged();
  readonly allNumbers = new Ragged();
  readonly grams = new Ragged();
  readonly brandWords = new Ragged();
  readonly quantities: (readonly Quantity[])[] = [];
  readonly titles: string[] = [];
  readonly flatTitles: string[] = [];
  readonly flatTexts: string[] = [];
  private readonly titleTrigrams = new TrigramFilter(256);
  private readonly textTrigrams = new TrigramFilter(2048);
  readonly brands: string[] = [];
  readonly modelFields: string[] = [];
  readonly extras: string[][] = [];
  readonly prices: number[] = [];
  /** By word id and by gram bucket, in 0…1: ln((N+1)/(df+½)) / ln(2N+2). */
  idf: Float32Array = new Float32Array(0);
  gramIdf = new Float32Array(0);
  readonly extraCount: number;

  constructor(extraCount: number) {
    this.extraCount = extraCount;
  }

  get count(): number {
    return this.titles.length;
  }

  private intern(word: string): number {
    const known = this.idOf.get(word);
    if (known !== undefined) return known;
    const id = this.words.length;
    this.words.push(word);
    this.ends.push(wordEnds(word));
    this.isNumbered.push(/\d/.test(word) ? 1 : 0);
    this.documentCounts.push(0);
    this.idOf.set(word, id);
    return id;
  }

  /** Adds a record; its place is the number of records before. Call `finish` after the last. */
  add(record: PairRecord): void {
    const title = comparableText(record.title);
    const brand = comparableText(record.brand ?? '').trim();
    const model = flatten(comparableText(record.model ?? ''));
    const extras = record.extras.map((extra) => comparableText(extra ?? '').trim());
    const all = [
      title,
      brand,
      comparableText(record.model ?? ''),
      ...extras,
      comparableText(record.text),
    ].join(' ');
    const titleIds = comparableWords(title, titleWordsMax).map((word) => this.intern(word));
    const allOrder = comparableWords(all, textWordsMax).map((word) => this.intern(word));
    const allIds = sortedDistinct(allOrder);
    for (const id of allIds) this.documentCounts[id]++;
    this.titleOrder.push(titleIds);
    this.titleWords.push(sortedDistinct(titleIds));
    this.allWords.push(allIds);
    const models = modelNumbers(title);
    if (model.length >= 3) models.push(model);
    const pieces = modelPieces(`${title} ${record.model ?? ''}`).map((piece) => this.intern(`~${piece}`));
    for (const id of pieces) this.documentCounts[id]++;
    this.pieces.push(sortedDistinct(pieces));
    const names = [...hashedIds(titleIds), ...hashedPhrases(titleIds), ...hashedIds(pieces)];
    this.names.push(sortedDistinct(names));
    const first = allOrder.slice(0, phraseWordsMax);
    const hasDigit = (id: number): boolean => this.isNumbered[id] === 1;
    this.phrases.push(sortedDistinct([...names, ...hashedPhrases(first), ...hashedTriples(first, hasDigit)]));
    this.models.push(sortedDistinct(models.map((token) => this.intern(token))));
    this.numbers.push(sortedDistinct(plainNumbers(title).map((digits) => this.intern(`#${digits}`))));
    this.allNumbers.push(
      sortedDistinct(plainNumbers(all.slice(0, 1000)).map((digits) => this.intern(`#${digits}`))),
    );
    const grams = sortedDistinct(hashedGrams(title.slice(0, 300)));
    for (const gram of grams) this.gramCounts[gram]++;
    this.grams.push(grams);
    this.brandWords.push(sortedDistinct(comparableWords(brand, 8).map((word) => this.intern(word))));
    this.quantities.push(
      this.shared.quantities(parseQuantities(`${title} ${extras.join(' ')}`.slice(0, 600))),
    );
    this.titles.push(title);
    const [flatTitle, flatText] = [flatten(title), flatten(all.slice(0, 1500))];
    this.flatTitles.push(flatTitle);
    this.flatTexts.push(flatText);
    this.titleTrigrams.push(flatTitle);
    this.textTrigrams.push(flatText);
    this.brands.push(this.shared.text(flatten(brand)));
    this.modelFields.push(model);
    this.extras.push(extras.length === 0 ? noExtras : extras);
    this.prices.push(record.price);
  }

  /** Whether a word of three letters and more stands anywhere in a title, joined to others too: `dsc w120`, `dscw120`. */
  isInTitle(id: number, record: number): boolean {
    return this.titleTrigrams.mayHold(record, this.ends[id]) && isIn(this.words[id], this.flatTitles[record]);
  }

  /** The same of a whole text. */
  isInText(id: number, record: number): boolean {
    return this.textTrigrams.mayHold(record, this.ends[id]) && isIn(this.words[id], this.flatTexts[record]);
  }

  /**
   * Weighs words and grams.
   * @param known counts of the whole catalog, where these records are only a part of it
   */
  finish(known?: WordCounts): this {
    const documents = Math.max(this.count, known?.documents ?? 0);
    const scale = 1 / Math.log(2 * documents + 2);
    const weigh = (count: number): number => Math.max(0, Math.log((documents + 1) / (count + 0.5)) * scale);
    this.idf = roomForFloats(this.words.length);
    for (let id = 0; id < this.idf.length; id++)
      this.idf[id] = weigh(Math.max(known?.counts.get(this.words[id]) ?? 0, this.documentCounts[id]));
    // Grams of a part stand for those of the whole: their shares are alike.
    const share = documents / Math.max(1, this.count);
    // Nearly every bucket is empty or holds one: a logarithm for each took 85 ms of a live question of 220 listings.
    const [none, one] = [weigh(0), weigh(1)];
    this.gramIdf = new Float32Array(this.gramCounts.length).fill(none);
    for (let gram = 0; gram < this.gramCounts.length; gram++) {
      const count = this.gramCounts[gram];
      if (count > 0) this.gramIdf[gram] = count === 1 ? one : weigh(count * share);
    }
    return this;
  }
}

function isIn(word: string, flat: string): boolean {
  return word.length >= 3 && flat.includes(word);
}

/** Prepares records that are the whole collection. */
export function buildCorpus(
  records: Iterable<PairRecord>,
  extraCount: number,
  known?: WordCounts,
): PairCorpus {
  const corpus = new PairCorpus(extraCount);
  for (const record of records) corpus.add(record);
  return corpus.finish(known);
}
