/** Texts over worker threads: when threads are worth it, whose turn it is, and which thread takes which part. */
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { dealParts } from './deal-parts.ts';
import { inlinePlace } from './place-bags.ts';

/** Documents of one order to a thread: below them, telling a thread costs more than it saves. */
const partSize = 64;
/** Documents from which starting threads (0.7 s each under tsx) is worth it. */
export const threadsFrom = 2000;

let lastKey = 0;
const keys = new WeakMap<object, number>();

/** A number for a thing, by which threads know what they have open. */
export function keyOf(thing: object): number {
  const key = keys.get(thing) ?? ++lastKey;
  keys.set(thing, key);
  return key;
}

/**
 * Deals documents to threads, part by part.
 * @param partMax documents of one order at most
 * @param run does one part; `place` is the scratch memory of the models that is its own meanwhile
 */
export function dealTexts(
  documents: readonly TextDocument[],
  { threads, partMax }: { threads: number; partMax: number },
  run: (part: readonly TextDocument[], firstRow: number, place: number) => Promise<void>,
): Promise<void> {
  const size = Math.max(partSize, Math.min(partMax, Math.ceil(documents.length / (4 * threads))));
  return dealParts(Math.ceil(documents.length / size), Math.min(threads, inlinePlace), (part, place) => {
    const firstRow = part * size;
    return run(documents.slice(firstRow, firstRow + size), firstRow, place);
  });
}

/** Calls that work on texts by the same models: their scratch memory is one call's at a time. */
export class TextTurns {
  private last: Promise<unknown> = Promise.resolve();
  /** Documents so far. */
  private asked = 0;

  /** Works here on few documents; on many in threads, once the call before has ended. */
  async take<Found>(
    count: number,
    threads: number,
    here: () => Found,
    inThreads: () => Promise<Found>,
  ): Promise<Found> {
    this.asked += count;
    // One product for a page is no reason to start threads; a catalog that comes in small batches is.
    if (threads < 2 || this.asked < threadsFrom || count < 2 * partSize) return here();
    const found = this.last.then(inThreads);
    this.last = found.catch(() => undefined);
    return found;
  }
}
