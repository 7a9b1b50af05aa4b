/** The words of a corpus by number, in the order in which they came; what is asked of a word again and again is worked out once. */
import { IntColumn } from './columns.ts';
import { hashedText } from './hashed-text.ts';
import type { TextTableParts } from './text-table.ts';
import { wordEnds } from './trigram-filter.ts';
import { Vocabulary } from './vocabulary.ts';

export interface WordTableParts {
  texts: TextTableParts;
  ends: Int32Array;
  hashes: Int32Array;
  counts: Int32Array;
}

export class WordTable {
  private readonly texts: Vocabulary;
  /** Of every word, what the trigram filters ask for. */
  readonly ends: IntColumn;
  /** Of every word, a hash of its letters whose last bit says whether it has a digit. */
  private readonly hashes: IntColumn;
  /** Records that hold a word. */
  readonly counts: IntColumn;

  constructor(parts?: WordTableParts) {
    this.texts = parts ? Vocabulary.over(parts.texts) : new Vocabulary();
    this.ends = new IntColumn(parts?.ends);
    this.hashes = new IntColumn(parts?.hashes);
    this.counts = new IntColumn(parts?.counts);
  }

  get count(): number {
    return this.texts.count;
  }

  get parts(): WordTableParts {
    const { ends, hashes, counts } = this;
    return { texts: this.texts.parts, ends: ends.parts, hashes: hashes.parts, counts: counts.parts };
  }

  at(id: number): string {
    return this.texts.at(id);
  }

  hashOf(id: number): number {
    return this.hashes.data[id];
  }

  id(word: string): number {
    const id = this.texts.id(word);
    if (id === this.ends.count) {
      this.ends.push(wordEnds(word));
      this.hashes.push((hashedText(word)[1] & ~1) | (/\d/.test(word) ? 1 : 0));
      this.counts.push(0);
    }
    return id;
  }

  /** Takes in the words of another table and how many records hold them; answers their numbers here. */
  append({ texts, ends, hashes, counts }: WordTableParts): Int32Array {
    const here = this.texts.append(texts);
    here.forEach((id, there) => {
      if (id === this.ends.count) {
        this.ends.push(ends[there]);
        this.hashes.push(hashes[there]);
        this.counts.push(0);
      }
      this.counts.data[id] += counts[there];
    });
    return here;
  }
}

/** Whether the word of a hash has a digit. */
export const hasDigit = (hash: number): boolean => (hash & 1) === 1;
