/** Figures of a group of listings while they are read one by one. */
import { addToGroup } from '#server/ml/groups.ts';
import { imageStatsLength, statFlag, statOffset } from '#server/ml/image/image-stats.ts';
import { spreadOf } from './distributions.ts';
import { FrequentWords } from './frequent-words.ts';
import { type GroupPortrait, type PortraitField, portraitFields } from './schema.ts';

/** What is read of a listing. */
export interface ListingRow {
  id: string;
  sellerId: string;
  categoryId: string | null;
  title: string;
  /** What the feed says; and what the text looks like, once its features are made. */
  locale: string | null;
  detectedLocale: string | null;
  currency: string | null;
  priceMinor: number | null;
  hasBrand: boolean;
  hasGtin: boolean;
  attributes: number;
  descriptionWords: number;
  /** Pictures that were fetched, and addresses that gave none. */
  pictures: number;
  failedPictures: number;
  /** Of the first picture: its hash and its statistics (ml/image/image-stats), if measured. */
  blobSha256: string | null;
  stats: Uint8Array | null;
}

/** A title as it is counted. */
export interface TitleWords {
  words: number;
  /** Each once, without numbers and single letters. */
  distinct: readonly string[];
}

const wordsOfWhole = 40;
const wordsOfGroup = 5;
const borderWhiteFrom = 0.8 * 255;
export const isMeasured = (stats: Uint8Array | null): stats is Uint8Array =>
  stats?.length === imageStatsLength;

const isMissing: Record<PortraitField, (row: ListingRow) => boolean> = {
  brand: (row) => !row.hasBrand,
  gtin: (row) => !row.hasGtin,
  description: (row) => row.descriptionWords === 0,
  price: (row) => row.priceMinor === null,
  attributes: (row) => row.attributes === 0,
  picture: (row) => row.pictures === 0,
  language: (row) => row.locale === null,
  category: (row) => row.categoryId === null,
};

function countUp<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

export class Group {
  products = 0;
  readonly missing = Object.fromEntries(portraitFields.map((field) => [field, 0])) as Record<
    PortraitField,
    number
  >;
  /** Given, or else detected. */
  readonly languages = new Map<string, number>();
  readonly givenLanguages = new Map<string, number>();
  readonly sellers = new Map<string, number>();
  readonly titleWords: number[] = [];
  private readonly descriptionWords: number[] = [];
  private readonly prices = new Map<string, number[]>();
  private readonly frequent: FrequentWords;
  private measured = 0;
  private flat = 0;
  private whiteBorders = 0;

  constructor(wordsMax: number) {
    this.frequent = new FrequentWords(wordsMax);
  }

  add(row: ListingRow, title: TitleWords): void {
    this.products++;
    for (const field of portraitFields) if (isMissing[field](row)) this.missing[field]++;
    const locale = row.locale ?? row.detectedLocale;
    if (locale !== null) countUp(this.languages, locale);
    if (row.locale !== null) countUp(this.givenLanguages, row.locale);
    countUp(this.sellers, row.sellerId);
    this.titleWords.push(title.words);
    if (row.descriptionWords > 0) this.descriptionWords.push(row.descriptionWords);
    this.frequent.add(title.distinct);
    if (row.priceMinor !== null) addToGroup(this.prices, row.currency ?? '', row.priceMinor);
    if (isMeasured(row.stats)) this.addPicture(row.stats);
  }

  private addPicture(stats: Uint8Array): void {
    this.measured++;
    if (stats[statOffset.flags] & statFlag.flat) this.flat++;
    if (stats[statOffset.borderWhite] >= borderWhiteFrom) this.whiteBorders++;
  }

  /** Prices in the most frequent currency. */
  price(): GroupPortrait['price'] {
    const [most] = [...this.prices].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    return most ? { currency: most[0], ...spreadOf(most[1]) } : null;
  }

  /** The most frequent words, or, beside the whole, those that are more frequent here. */
  private words(whole: Group | null): GroupPortrait['words'] {
    if (!whole) return this.frequent.top(wordsOfWhole);
    const excess = (word: string, count: number): number => {
      const expected = (whole.frequent.countOf(word) * this.products) / whole.products;
      return count > 1 && expected > 0 ? count * Math.log(count / expected) : 0;
    };
    return this.frequent.top(wordsOfGroup, excess);
  }

  /**
   * @param nameOf names of sellers
   * @param whole what this is a part of; null: this is the whole
   */
  finish(
    id: string | null,
    name: string,
    nameOf: (sellerId: string) => string,
    whole: Group | null,
  ): GroupPortrait {
    const [main] = [...this.sellers].sort((a, b) => b[1] - a[1]);
    return {
      ...{ id, name, products: this.products, missing: this.missing },
      languages: [...this.languages]
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, 6)
        .map(([locale, products]) => ({ locale, products })),
      titleWords: spreadOf(this.titleWords),
      shortTitles: this.titleWords.filter((words) => words <= 2).length,
      descriptionWords: spreadOf(this.descriptionWords),
      words: this.words(whole),
      price: this.price(),
      ...{ pictures: this.measured, flatPictures: this.flat, whiteBorders: this.whiteBorders },
      mainSeller: main && main[1] * 2 > this.products ? { name: nameOf(main[0]), products: main[1] } : null,
    };
  }
}
