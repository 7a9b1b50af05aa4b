/**
 * Records prepared for comparison: interned words, idf, hashed 3-grams, quantities, in typed arrays. Preparing costs tens
 * of microseconds a record and is done once; comparing reads arrays only.
 */
import { roomForFloats } from './array-room.ts';
import { DoubleColumn } from './columns.ts';
import { modelPieces } from './model-pieces.ts';
import { parseQuantities } from './quantities.ts';
import { type QuantityListParts, QuantityLists } from './quantity-lists.ts';
import { Ragged, type RaggedParts, sortedDistinct } from './ragged.ts';
import { TextTable, type TextTableParts } from './text-table.ts';
import {
  addPhraseBuckets,
  addTripleBuckets,
  addWordBuckets,
  comparableText,
  comparableWords,
  flatten,
  gramBuckets,
  hashedGrams,
  modelNumbers,
  plainNumbers,
} from './tokens.ts';
import { TrigramFilter } from './trigram-filter.ts';
import { NamedColumn, type NamedColumnParts } from './vocabulary.ts';
import { WordLikeness } from './word-likeness.ts';
import { hasDigit, WordTable, type WordTableParts } from './word-table.ts';

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

const titleWordsMax = 40;
const textWordsMax = 160;
/** Words of the whole text whose neighbours count: what stands first names the thing. */
const phraseWordsMax = 48;

/** Lists of word ids, ascending but for `titleOrder`. */
const wordLists = [
  'titleWords',
  'allWords',
  'titleOrder',
  'models',
  'pieces',
  'numbers',
  'allNumbers',
  'brandWords',
] as const;
/** Lists of hashes, ascending. */
const hashLists = ['names', 'phrases', 'grams'] as const;
const textColumns = ['flatTitles', 'flatTexts', 'modelFields'] as const;

/** What a corpus without extras consists of: arrays alone, which threads can share or hand over. */
export interface PairCorpusParts {
  words: WordTableParts;
  lists: Record<(typeof wordLists)[number] | (typeof hashLists)[number], RaggedParts>;
  texts: Record<(typeof textColumns)[number], TextTableParts>;
  brands: NamedColumnParts;
  quantities: QuantityListParts;
  prices: Float64Array;
  titleTrigrams: Int32Array;
  textTrigrams: Int32Array;
  idf: Float32Array;
  gramIdf: Float32Array;
}

const titleBits = 256;
const textBits = 2048;

export class PairCorpus {
  readonly words: WordTable;
  private remembered: WordLikeness | null = null;
  private gramCounts: Uint32Array | null = null;
  /** Records whose grams are counted. */
  private gramsCounted = 0;
  /** Distinct words of the title and of the whole record, ascending ids. */
  readonly titleWords: Ragged;
  readonly allWords: Ragged;
  /** Title words in order. */
  readonly titleOrder: Ragged;
  readonly models: Ragged;
  /** Pieces of model codes in title and model field, told from words by a leading `~`. */
  readonly pieces: Ragged;
  /** What names the thing, hashed to `nameBuckets`: title words, two of them in a row, pieces of codes. */
  readonly names: Ragged;
  /** The same, and two words in a row of the whole text, and three with a number: brand, series and number stand in it in any language. */
  readonly phrases: Ragged;
  readonly numbers: Ragged;
  readonly allNumbers: Ragged;
  readonly grams: Ragged;
  readonly brandWords: Ragged;
  readonly quantities: QuantityLists;
  readonly flatTitles: TextTable;
  readonly flatTexts: TextTable;
  private readonly titleTrigrams: TrigramFilter;
  private readonly textTrigrams: TrigramFilter;
  readonly brands: NamedColumn;
  readonly modelFields: TextTable;
  readonly extras: string[][] = [];
  readonly prices: DoubleColumn;
  /** By word id and by gram bucket, in 0…1: ln((N+1)/(df+½)) / ln(2N+2). */
  idf: Float32Array;
  gramIdf: Float32Array;
  readonly extraCount: number;

  /** @param parts of another corpus without extras, which is looked at as it was when it gave them; nothing may be added */
  constructor(extraCount: number, parts?: PairCorpusParts) {
    this.extraCount = extraCount;
    const list = (name: keyof PairCorpusParts['lists']): Ragged =>
      parts ? Ragged.over(parts.lists[name]) : new Ragged();
    this.words = new WordTable(parts?.words);
    this.titleWords = list('titleWords');
    this.allWords = list('allWords');
    this.titleOrder = list('titleOrder');
    this.models = list('models');
    this.pieces = list('pieces');
    this.names = list('names');
    this.phrases = list('phrases');
    this.numbers = list('numbers');
    this.allNumbers = list('allNumbers');
    this.grams = list('grams');
    this.brandWords = list('brandWords');
    this.quantities = new QuantityLists(parts?.quantities);
    this.flatTitles = new TextTable(parts?.texts.flatTitles);
    this.flatTexts = new TextTable(parts?.texts.flatTexts);
    this.modelFields = new TextTable(parts?.texts.modelFields);
    this.titleTrigrams = new TrigramFilter(titleBits, parts?.titleTrigrams);
    this.textTrigrams = new TrigramFilter(textBits, parts?.textTrigrams);
    this.brands = new NamedColumn(parts?.brands);
    this.prices = new DoubleColumn(parts?.prices);
    this.idf = parts?.idf ?? new Float32Array(0);
    this.gramIdf = parts?.gramIdf ?? new Float32Array(0);
  }

  get count(): number {
    return this.titleWords.count;
  }

  get likeness(): WordLikeness {
    this.remembered ??= new WordLikeness((id) => this.words.at(id));
    return this.remembered;
  }

  /** Views of what is held. */
  get parts(): PairCorpusParts {
    const of = <Name extends string, Parts>(
      names: readonly Name[],
      parts: (name: Name) => Parts,
    ): Record<Name, Parts> =>
      Object.fromEntries(names.map((name) => [name, parts(name)])) as Record<Name, Parts>;
    const { words, brands, quantities, prices, titleTrigrams, textTrigrams, idf, gramIdf } = this;
    return {
      words: words.parts,
      lists: of([...wordLists, ...hashLists], (name) => this[name].parts),
      texts: of(textColumns, (name) => this[name].parts),
      brands: brands.parts,
      quantities: quantities.parts,
      prices: prices.parts,
      titleTrigrams: titleTrigrams.parts,
      textTrigrams: textTrigrams.parts,
      ...{ idf, gramIdf },
    };
  }

  private intern(word: string): number {
    return this.words.id(word);
  }

  private countWords(ids: Int32Array): void {
    const { data } = this.words.counts;
    for (const id of ids) data[id]++;
  }

  /** Adds a record; its number is the one after the last. Returns its title as it is compared. */
  add(record: PairRecord): string {
    const title = comparableText(record.title);
    const brand = comparableText(record.brand ?? '').trim();
    const modelText = comparableText(record.model ?? '');
    const model = flatten(modelText);
    const extras = record.extras.map((extra) => comparableText(extra ?? '').trim());
    const all = [title, brand, modelText, ...extras, comparableText(record.text)].join(' ');
    this.addWords(title, all, record.model ?? '');
    const models = modelNumbers(title);
    if (model.length >= 3) models.push(model);
    this.models.push(sortedDistinct(models.map((token) => this.intern(token))));
    this.numbers.push(sortedDistinct(plainNumbers(title).map((digits) => this.intern(`#${digits}`))));
    this.allNumbers.push(
      sortedDistinct(plainNumbers(all.slice(0, 1000)).map((digits) => this.intern(`#${digits}`))),
    );
    this.grams.push(sortedDistinct(hashedGrams(title.slice(0, 300))));
    this.brandWords.push(sortedDistinct(comparableWords(brand, 8).map((word) => this.intern(word))));
    this.quantities.push(parseQuantities(`${title} ${extras.join(' ')}`.slice(0, 600)));
    const [flatTitle, flatText] = [flatten(title), flatten(all.slice(0, 1500))];
    this.flatTitles.push(flatTitle);
    this.flatTexts.push(flatText);
    this.titleTrigrams.push(flatTitle);
    this.textTrigrams.push(flatText);
    this.brands.push(flatten(brand));
    this.modelFields.push(model);
    if (this.extraCount > 0) this.extras.push(extras);
    this.prices.push(record.price);
    return title;
  }

  /** Words of title and whole text, pieces of codes, and what they hash to. */
  private addWords(title: string, all: string, model: string): void {
    const titleIds = comparableWords(title, titleWordsMax).map((word) => this.intern(word));
    const allOrder = comparableWords(all, textWordsMax).map((word) => this.intern(word));
    const allIds = sortedDistinct(allOrder);
    this.countWords(allIds);
    this.titleOrder.push(titleIds);
    this.titleWords.push(sortedDistinct(titleIds));
    this.allWords.push(allIds);
    const pieces = modelPieces(`${title} ${model}`).map((piece) => this.intern(`~${piece}`));
    const pieceIds = sortedDistinct(pieces);
    this.countWords(pieceIds);
    this.pieces.push(pieceIds);
    const hashOf = (id: number): number => this.words.hashOf(id);
    const titleHashes = titleIds.map(hashOf);
    const buckets: number[] = [];
    addWordBuckets(titleHashes, buckets);
    addPhraseBuckets(titleHashes, buckets);
    addWordBuckets(pieces.map(hashOf), buckets);
    this.names.push(sortedDistinct(buckets));
    const first = allOrder.slice(0, phraseWordsMax).map(hashOf);
    addPhraseBuckets(first, buckets);
    addTripleBuckets(first, hasDigit, buckets);
    this.phrases.push(sortedDistinct(buckets));
  }

  /** Adds the records of another corpus without extras: what comes out is what adding them one by one would give. */
  append(parts: PairCorpusParts): void {
    const before = this.count;
    const ids = this.words.append(parts.words);
    for (const name of wordLists) {
      this[name].append(parts.lists[name], (id) => ids[id]);
      if (name !== 'titleOrder') this[name].sortFrom(before);
    }
    for (const name of hashLists) this[name].append(parts.lists[name]);
    for (const name of textColumns) this[name].append(parts.texts[name]);
    this.titleTrigrams.append(parts.titleTrigrams);
    this.textTrigrams.append(parts.textTrigrams);
    this.brands.append(parts.brands);
    this.quantities.append(parts.quantities);
    this.prices.append(parts.prices);
  }

  /** Whether a word of three letters and more stands anywhere in a title, joined to others too: `dsc w120`, `dscw120`. */
  isInTitle(id: number, record: number): boolean {
    return (
      this.titleTrigrams.mayHold(record, this.words.ends.data[id]) &&
      isIn(this.words.at(id), this.flatTitles.of(record))
    );
  }

  /** The same of a whole text. */
  isInText(id: number, record: number): boolean {
    return (
      this.textTrigrams.mayHold(record, this.words.ends.data[id]) &&
      isIn(this.words.at(id), this.flatTexts.of(record))
    );
  }

  /**
   * Weighs words and grams.
   * @param known counts of the whole catalog, where these records are only a part of it
   * @param sizeMax a larger collection is weighed as one of so many records would be
   */
  finish(known?: WordCounts, sizeMax = Number.POSITIVE_INFINITY): this {
    const documents = Math.max(this.count, known?.documents ?? 0);
    const weigh = weightOf(documents, sizeMax);
    const { words } = this;
    this.idf = roomForFloats(words.count);
    for (let id = 0; id < this.idf.length; id++)
      this.idf[id] = weigh(Math.max(known?.counts.get(words.at(id)) ?? 0, words.counts.data[id]));
    const gramCounts = this.countGrams();
    // Grams of a part stand for those of the whole: their shares are alike.
    const share = documents / Math.max(1, this.count);
    // Nearly every bucket is empty or holds one: a logarithm for each took 85 ms of a live question of 220 listings.
    const [none, one] = [weigh(0), weigh(1)];
    this.gramIdf = roomForFloats(gramCounts.length).fill(none);
    for (let gram = 0; gram < gramCounts.length; gram++) {
      const count = gramCounts[gram];
      if (count > 0) this.gramIdf[gram] = count === 1 ? one : weigh(count * share);
    }
    return this;
  }

  private countGrams(): Uint32Array {
    const { grams } = this;
    this.gramCounts ??= new Uint32Array(gramBuckets);
    const { gramCounts } = this;
    for (let at = grams.start(this.gramsCounted); at < grams.end(grams.count - 1); at++)
      gramCounts[grams.data[at]]++;
    this.gramsCounted = grams.count;
    return gramCounts;
  }
}

/** What a handful of records hold is as rare in a large collection as in a small one. */
const handful = 4;

/** Weight of what so many of all documents hold, in 0…1: ln((N + 1) / (n + ½)) / ln(2N + 2). */
function weightOf(documents: number, sizeMax: number): (count: number) => number {
  const size = Math.min(documents, sizeMax);
  const share = size / documents;
  const scale = 1 / Math.log(2 * size + 2);
  return (count) => {
    const counted = share < 1 ? Math.max(Math.min(count, handful), count * share) : count;
    return Math.max(0, Math.log((size + 1) / (counted + 0.5)) * scale);
  };
}

function isIn(word: string, flat: string): boolean {
  return word.length >= 3 && flat.includes(word);
}

/** Prepares records that are the whole collection. */
export function buildCorpus(
  records: Iterable<PairRecord>,
  extraCount: number,
  known?: WordCounts,
  sizeMax?: number,
): PairCorpus {
  const corpus = new PairCorpus(extraCount);
  for (const record of records) corpus.add(record);
  return corpus.finish(known, sizeMax);
}
