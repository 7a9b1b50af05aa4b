/**
 * The most frequent words of many titles in bounded memory (lossy counting, Manku and Motwani 2002): when the table is
 * full, everything is counted one down and what reaches zero goes. A count is at most `lost` too small.
 */
export class FrequentWords {
  private readonly counts = new Map<string, number>();
  private readonly wordsMax: number;
  /** By how much a count may be too small. */
  lost = 0;

  constructor(wordsMax: number) {
    this.wordsMax = wordsMax;
  }

  /** Counts each word once. */
  add(words: Iterable<string>): void {
    for (const word of words) this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
    while (this.counts.size > this.wordsMax) this.countDown();
  }

  /** Times that a word was counted. */
  countOf(word: string): number {
    return this.counts.get(word) ?? 0;
  }

  private countDown(): void {
    this.lost++;
    for (const [word, count] of this.counts) {
      if (count === 1) this.counts.delete(word);
      else this.counts.set(word, count - 1);
    }
  }

  /**
   * Heaviest first; alike by the alphabet.
   * @param weigh what a word with its count weighs; what weighs nothing is left out
   */
  top(
    most: number,
    weigh: (word: string, count: number) => number = (_word, count) => count,
  ): { word: string; products: number }[] {
    return [...this.counts]
      .map(([word, count]) => [word, count, weigh(word, count)] as const)
      .filter(([, , weight]) => weight > 0)
      .sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1))
      .slice(0, most)
      .map(([word, products]) => ({ word, products }));
  }
}
