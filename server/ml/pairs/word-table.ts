/** The words of a corpus by number, in the order in which they came; what is asked of a word again and again is worked out once. */
import { IntColumn } from './columns.ts';
import { hashedText } from './hashed-text.ts';
import { TextTable, type TextTableParts } from './text-table.ts';
import { wordEnds } from './trigram-filter.ts';

export interface WordTableParts {
  texts: TextTableParts;
  ends: Int32Array;
  hashes: Int32Array;
  counts: Int32Array;
}

/** Places of the table of hashes at first; a power of two, at least twice as many as there are words. */
const firstSlots = 1024;

function wordHash(word: string): number {
  return (hashedText(word)[1] & ~1) | (/\d/.test(word) ? 1 : 0);
}

export class WordTable {
  private readonly texts: TextTable;
  /** Those that were asked for as strings, by number. */
  private readonly strings: (string | undefined)[];
  /** Of every word, what the trigram filters ask for. */
  readonly ends: IntColumn;
  /** Of every word, a hash of its letters whose last bit says whether it has a digit. */
  private readonly hashes: IntColumn;
  /** Records that hold a word. */
  readonly counts: IntColumn;
  /** Numbers of words by hash, the next free place after it; −1 for none. A map of a million strings takes ten times as long. */
  private slots = new Int32Array(firstSlots).fill(-1);

  /** @param parts of another table, to be read alone */
  constructor(parts?: WordTableParts) {
    this.texts = new TextTable(parts?.texts);
    this.strings = new Array<string | undefined>(this.texts.count);
    this.ends = new IntColumn(parts?.ends);
    this.hashes = new IntColumn(parts?.hashes);
    this.counts = new IntColumn(parts?.counts);
  }

  get count(): number {
    return this.texts.count;
  }

  get parts(): WordTableParts {
    const { texts, ends, hashes, counts } = this;
    return { texts: texts.parts, ends: ends.parts, hashes: hashes.parts, counts: counts.parts };
  }

  at(id: number): string {
    this.strings[id] ??= this.texts.of(id);
    return this.strings[id];
  }

  hashOf(id: number): number {
    return this.hashes.data[id];
  }

  /** The number of a word; new ones take the next. */
  id(word: string): number {
    const hash = wordHash(word);
    const slot = this.slotOf(hash, (id) => this.at(id) === word);
    if (this.slots[slot] >= 0) return this.slots[slot];
    const id = this.take(slot, hash, wordEnds(word));
    this.texts.push(word);
    this.strings.push(word);
    return id;
  }

  /** Takes in the words of another table and how many records hold them; answers their numbers here. */
  append(parts: WordTableParts): Int32Array {
    const others = new TextTable(parts.texts);
    return Int32Array.from(parts.hashes, (hash, there) => {
      const slot = this.slotOf(hash, (id) => this.texts.isEqualTo(id, others, there));
      let id = this.slots[slot];
      if (id < 0) {
        id = this.take(slot, hash, parts.ends[there]);
        this.texts.pushFrom(others, there);
        this.strings.push(undefined);
      }
      this.counts.data[id] += parts.counts[there];
      return id;
    });
  }

  /** The place of a word among the hashes: of the word itself where it is known, else the one that it would take. */
  private slotOf(hash: number, isWord: (id: number) => boolean): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = (hash >>> 1) & mask;
    for (let id = slots[slot]; id >= 0; id = slots[slot]) {
      if (this.hashes.data[id] === hash && isWord(id)) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private take(slot: number, hash: number, ends: number): number {
    const id = this.ends.count;
    this.slots[slot] = id;
    this.ends.push(ends);
    this.hashes.push(hash);
    this.counts.push(0);
    if (2 * this.ends.count > this.slots.length) this.spread();
    return id;
  }

  private spread(): void {
    this.slots = new Int32Array(2 * this.slots.length).fill(-1);
    for (let id = 0; id < this.hashes.count; id++)
      this.slots[this.slotOf(this.hashes.data[id], () => false)] = id;
  }
}

/** Whether the word of a hash has a digit. */
export const hasDigit = (hash: number): boolean => (hash & 1) === 1;
