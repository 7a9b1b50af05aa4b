/** Figures of the first pictures of listings, from their statistics: how white, how lively, and where they differ. */
import { statOffset } from '#server/ml/image/image-stats.ts';
import { barsOf } from './distributions.ts';
import { isMeasured, type ListingRow } from './group.ts';
import type { PicturePortrait } from './schema.ts';

const wide = 6;
const high = 8;
const cells = wide * high;
const tenths = Array.from({ length: 10 }, (_, at) => at / 10);
const greys = Array.from({ length: 8 }, (_, at) => at * 16);

interface Use {
  products: number;
  categoryId: string | null;
  isMixed: boolean;
}

export class PictureFigures {
  private readonly white: number[] = [];
  private readonly spread: number[] = [];
  private readonly borderSpread: number[] = [];
  private readonly sums = new Float64Array(cells);
  private readonly squares = new Float64Array(cells);
  private readonly uses = new Map<string, Use>();
  private failed = 0;

  add(row: ListingRow): void {
    this.failed += row.failedPictures;
    if (row.blobSha256 !== null) this.use(row.blobSha256, row.categoryId);
    if (!isMeasured(row.stats)) return;
    const stats = row.stats;
    this.white.push(stats[statOffset.white] / 255);
    this.spread.push(stats[statOffset.spread] / 2);
    this.borderSpread.push(stats[statOffset.borderSpread] / 2);
    for (let cell = 0; cell < cells; cell++) {
      const grey = stats[statOffset.thumbnail + cell];
      this.sums[cell] += grey;
      this.squares[cell] += grey * grey;
    }
  }

  private use(blob: string, categoryId: string | null): void {
    const use = this.uses.get(blob);
    if (!use) {
      this.uses.set(blob, { products: 1, categoryId, isMixed: false });
      return;
    }
    use.products++;
    use.isMixed ||= use.categoryId !== categoryId;
  }

  /** Products whose picture also stands on products of other categories. */
  mixed(): number {
    let products = 0;
    for (const use of this.uses.values()) if (use.isMixed) products += use.products;
    return products;
  }

  finish(): PicturePortrait {
    const count = Math.max(1, this.white.length);
    const mean = Array.from(this.sums, (sum) => sum / count);
    const shared = [...this.uses.values()].filter((use) => use.products > 1);
    return {
      measured: this.white.length,
      white: barsOf(this.white, tenths),
      spread: barsOf(this.spread, greys),
      borderSpread: barsOf(this.borderSpread, greys),
      grid: {
        ...{ wide, high, mean: mean.map(Math.round) },
        deviation: mean.map((grey, cell) =>
          Math.round(Math.sqrt(Math.max(0, this.squares[cell] / count - grey * grey))),
        ),
      },
      shared: { pictures: shared.length, products: shared.reduce((sum, use) => sum + use.products, 0) },
      failed: this.failed,
    };
  }
}
