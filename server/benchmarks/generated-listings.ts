/**
 * Generated catalogs of any size, as a stream: a process of its own draws them, so that what is measured holds no more than
 * what it was given.
 */
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { CatalogListing } from '#server/ml/pairs/catalog-corpus.ts';

/** A listing without pictures, and the product that it stands for. */
export type GeneratedListing = Omit<CatalogListing, 'pictures'> & { group: number };

const writer = fileURLToPath(new URL('./write-listings.ts', import.meta.url));
/** Megabytes that a million listings take while they are drawn. */
const heapMb = 12_000;

export class GeneratedListings {
  readonly count: number;
  private readonly folder: string;

  private constructor(folder: string, count: number) {
    this.folder = folder;
    this.count = count;
  }

  private static file(folder: string): string {
    return join(folder, 'listings.jsonl');
  }

  static async draw(seed: number, count: number): Promise<GeneratedListings> {
    const folder = await mkdtemp(join(tmpdir(), 'shelfwise-listings-'));
    const args = [`--max-old-space-size=${heapMb}`, '--import', 'tsx', writer, String(seed), String(count)];
    await promisify(execFile)(process.execPath, [...args, GeneratedListings.file(folder)]);
    return new GeneratedListings(folder, count);
  }

  async *read(): AsyncGenerator<GeneratedListing> {
    const lines = createInterface({ input: createReadStream(GeneratedListings.file(this.folder)) });
    for await (const line of lines) {
      const listing = JSON.parse(line) as GeneratedListing & { price: number | null };
      yield { ...listing, price: listing.price ?? Number.NaN };
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
