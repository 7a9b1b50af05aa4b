/** From texts to answers over worker threads. What comes out does not depend on their number. */
import { serialize } from 'node:v8';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { readerParts, type TextDocument, type TfidfModel } from '#server/ml/linear/tfidf.ts';
import { type AnswerTask, type AskedRows, runAnswerTask, type TextHead } from './answer-task.ts';
import { dealTexts, keyOf, TextTurns } from './deal-texts.ts';
import { type BagScorerParts, inlinePlace } from './place-bags.ts';
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
  private readonly turns = new TextTurns();

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
  answer(documents: readonly TextDocument[], rows: AskedRows, threads: number): Promise<void> {
    const here = (): void =>
      runAnswerTask({ ...this.order, place: inlinePlace, documents, rows, firstRow: 0 });
    return this.turns.take(documents.length, threads, here, () =>
      this.answerInThreads(documents, rows, threads),
    );
  }

  private answerInThreads(
    documents: readonly TextDocument[],
    rows: AskedRows,
    threads: number,
  ): Promise<void> {
    const shared: AskedRows = {
      others: rows.others.map(share),
      sets: sharedInts(rows.sets),
      given: sharedInts(rows.given),
      table: rows.table,
    };
    return dealTexts(documents, { threads, partMax }, async (part, firstRow, place) => {
      await runThread({
        work: 'answers',
        task: { ...this.order, place, documents: part, rows: shared, firstRow },
      });
    });
  }
}
