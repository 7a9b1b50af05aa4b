/** One pass over the listings of a catalog. Pure: rows in, portrait out. */
import { foldAccents, normaliseText, splitWords } from '#server/ml/text/normalise.ts';
import { barsOf, effectiveCount, giniOf } from './distributions.ts';
import { Group, type ListingRow, type TitleWords } from './group.ts';
import { PictureFigures } from './picture-figures.ts';
import { findRisks, type NamedGroup } from './rules-risks.ts';
import type { BalancePortrait, GroupPortrait, Portrait } from './schema.ts';

export interface CategoryFact {
  name: string;
  isLeaf: boolean;
  /** The root above it. */
  branchId: string;
}

export interface Names {
  categories: ReadonlyMap<string, CategoryFact>;
  /** Leaves of the whole taxonomy. */
  leaves: number;
  sellers: ReadonlyMap<string, string>;
}

/** Groups that reach the page; a table of more is read by nobody. */
const groupsMax = 500;
const wordsOfWhole = 50_000;
const wordsOfGroup = 400;

const sizeBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];
const wordBounds = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 50];

const isTelling = (word: string): boolean => word.length > 1 && /\p{L}/u.test(word) && !/\d/.test(word);

export function readTitle(title: string): TitleWords & { key: string } {
  const words = splitWords(normaliseText(title)).map((word) => foldAccents(word.toLowerCase()));
  return { words: words.length, distinct: [...new Set(words.filter(isTelling))], key: words.join(' ') };
}

export class Gatherer {
  private readonly names: Names;
  private readonly whole = new Group(wordsOfWhole);
  private readonly categories = new Map<string | null, Group>();
  private readonly branches = new Map<string, Group>();
  private readonly sellers = new Map<string, Group>();
  private readonly pictures = new PictureFigures();
  /** Title → its products, and whether they stand in more than one category. */
  private readonly titles = new Map<string, { products: number; categoryId: string; isMixed: boolean }>();
  private failedOnly = 0;

  constructor(names: Names) {
    this.names = names;
  }

  add(row: ListingRow): void {
    const title = readTitle(row.title);
    this.whole.add(row, title);
    this.groupOf(this.categories, row.categoryId).add(row, title);
    this.groupOf(this.sellers, row.sellerId).add(row, title);
    const branch = row.categoryId ? this.names.categories.get(row.categoryId)?.branchId : undefined;
    if (branch) this.groupOf(this.branches, branch).add(row, title);
    this.pictures.add(row);
    if (row.pictures === 0 && row.failedPictures > 0) this.failedOnly++;
    if (row.categoryId !== null) this.addTitle(title.key, row.categoryId);
  }

  private groupOf<Key>(groups: Map<Key, Group>, key: Key): Group {
    const known = groups.get(key);
    if (known) return known;
    const made = new Group(wordsOfGroup);
    groups.set(key, made);
    return made;
  }

  private addTitle(key: string, categoryId: string): void {
    const known = this.titles.get(key);
    if (!known) {
      this.titles.set(key, { products: 1, categoryId, isMixed: false });
      return;
    }
    known.products++;
    known.isMixed ||= known.categoryId !== categoryId;
  }

  private contradicting(): number {
    let products = 0;
    for (const title of this.titles.values()) if (title.isMixed) products += title.products;
    return products;
  }

  private balance(): BalancePortrait {
    const sizes = [...this.categories]
      .flatMap(([id, group]) => (id === null ? [] : [group.products]))
      .sort((a, b) => b - a);
    const bounds = sizeBounds.filter((bound, at) => at === 0 || bound <= (sizes[0] ?? 1));
    return {
      ...{ used: sizes.length, leaves: this.names.leaves },
      largestTenth: sizes.slice(0, Math.ceil(sizes.length / 10)).reduce((sum, size) => sum + size, 0),
      ...{ effective: effectiveCount(sizes), gini: giniOf(sizes), sizes: barsOf(sizes, bounds) },
    };
  }

  private readonly categoryName = (id: string): string =>
    id === '' ? 'no category' : (this.names.categories.get(id)?.name ?? 'an older taxonomy');

  private readonly sellerName = (id: string): string => this.names.sellers.get(id) ?? id;

  private finishAll(
    groups: ReadonlyMap<string | null, Group>,
    nameOf: (id: string) => string,
  ): GroupPortrait[] {
    return [...groups]
      .sort((a, b) => b[1].products - a[1].products || ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
      .slice(0, groupsMax)
      .map(([id, group]) => group.finish(id, nameOf(id ?? ''), this.sellerName, this.whole));
  }

  /** @param products listed in the catalog, of which those that were added are a sample */
  finish(products: number): Portrait {
    const whole = this.whole.finish(null, 'all', this.sellerName, null);
    const categories = this.finishAll(this.categories, this.categoryName);
    const sellers = this.finishAll(this.sellers, this.sellerName);
    const locales = [...this.whole.languages].map(([locale, count]) => ({ locale, products: count }));
    const silent = this.whole.products - locales.reduce((sum, { products: count }) => sum + count, 0);
    const unknown = silent > 0 ? [{ locale: null, products: silent }] : [];
    return {
      ...{ products, read: this.whole.products, whole, categories, sellers },
      languages: [...locales, ...unknown].sort((a, b) => b.products - a.products),
      titleWords: barsOf(this.whole.titleWords, wordBounds),
      balance: this.balance(),
      pictures: this.pictures.finish(),
      branches: this.finishAll(this.branches, this.categoryName),
      categoriesLeftOut: this.categories.size - categories.length,
      sellersLeftOut: this.sellers.size - sellers.length,
      risks: findRisks({
        ...{ whole: this.whole, contradicting: this.contradicting(), mixedPictures: this.pictures.mixed() },
        ...{ shortTitles: whole.shortTitles, failedPictures: this.failedOnly },
        ...{ flatPictures: whole.flatPictures, measuredPictures: whole.pictures },
        categories: this.named(this.categories, this.categoryName),
        sellers: this.named(this.sellers, this.sellerName),
      }),
    };
  }

  /** Every group, the many small ones too. */
  private named(groups: ReadonlyMap<string | null, Group>, nameOf: (id: string) => string): NamedGroup[] {
    return [...groups].map(([id, group]) => ({
      ...{ id, group, name: nameOf(id ?? '') },
      isLeaf: id === null || (this.names.categories.get(id)?.isLeaf ?? true),
    }));
  }
}
