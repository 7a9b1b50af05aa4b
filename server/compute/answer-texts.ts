/** From texts to answers over worker threads. What comes out does not depend on their number. */
import { serialize } from 'node:v8';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { readerParts, type TextDocument, type TfidfModel } from '#server/ml/linear/tfidf.ts';
import { type AnswerTask, type AskedRows, runAnswerTask, type TextHead } from './answer-task.ts';
import { type BagScorerParts, inlinePlace } from './place-bags.ts';
import { keyOf, partSize, threadsFrom } from './read-texts.ts';
import { runThread } from './run-thread.ts';
import { sharedFloats, sharedInts } from './shared-arrays.ts';

/** Documents of one order to a thread at most: the last one is waited for. */
const partMax = 512;

function share({ name, levels, present }: HeadScores): HeadScores {
  const seen = new Uint8Array(new SharedArrayBuffer(present.length));
  seen.set(present);
  const shared = levels.map((scores) => {
    const to = sharedFloats(scores.length);
    to.set(scores);
    return to;
  });
  return { name, levels: shared, present: seen };
}

/** A vocabulary, the models that read its rows, and what was chosen for them. */
export class TextAnswerer {
  private readonly order: Omit<AnswerTask, 'documents' | 'place' | 'rows' | 'firstRow'>;
  private last: Promise<unknown> = Promise.resolve();
  /** Documents so far. */
  private asked = 0;

  constructor(
    vocabulary: TfidfModel,
    models: readonly BagScorerParts[],
    heads: TextHead[],
    fused: FusedChoices,
  ) {
    const bytes = serialize(fused);
    const choices = new Uint8Array(new SharedArrayBuffer(bytes.length));
    choices.set(bytes);
    this.order = { key: keyOf(this), reader: readerParts(vocabulary), models, heads, choices };
  }

  /**
   * Answers about documents; calls that come at once are worked off one after the other.
   * @param rows shared memory where threads are used: `table` is written to
   */
  async answer(documents: readonly TextDocument[], rows: AskedRows, threads: number): Promise<void> {
    this.asked += documents.length;
    // One product for a page is no reason to start threads; a catalog that comes in small batches is.
    if (threads < 2 || this.asked < threadsFrom || documents.length < 2 * partSize) {
      runAnswerTask({ ...this.order, place: inlinePlace, documents, rows, firstRow: 0 });
      return;
    }
    const answered = this.last.then(() => this.answerInThreads(documents, rows, threads));
    this.last = answered.catch(() => undefined);
    return answered;
  }

  private async answerInThreads(
    documents: readonly TextDocument[],
    rows: AskedRows,
    threads: number,
  ): Promise<void> {
    const size = Math.max(partSize, Math.min(partMax, Math.ceil(documents.length / (4 * threads))));
    const shared: AskedRows = {
      others: rows.others.map(share),
      sets: sharedInts(rows.sets),
      given: sharedInts(rows.given),
      table: rows.table,
    };
    let next = 0;
    const work = async (place: number): Promise<void> => {
      while (next < documents.length) {
        const firstRow = next;
        next += size;
        const part = documents.slice(firstRow, firstRow + size);
        const task = { ...this.order, place, documents: part, rows: shared, firstRow };
        await runThread({ work: 'answers', task });
      }
    };
    await Promise.all(Array.from({ length: Math.min(threads, inlinePlace) }, (_, place) => work(place)));
  }
}
