/**
 * Out-of-fold answers of all training rows, packed: about 150 bytes a row, whatever the number of classes, where all scores
 * of all heads would be several kilobytes.
 */
import { type Summary, SummaryTable, summaryWidth } from '#server/ml/fusion/summary-table.ts';

export class FoldAnswers {
  private readonly table: SummaryTable;
  /** p of the class that training believes, for self-confidence. */
  readonly pBelieved: Float32Array;

  constructor(rowCount: number) {
    this.table = new SummaryTable(new Float32Array(rowCount * summaryWidth));
    this.pBelieved = new Float32Array(rowCount);
  }

  write(row: number, summary: Summary, pBelieved: number): void {
    this.table.write(row, summary);
    this.pBelieved[row] = pBelieved;
  }

  read(row: number): Summary {
    return this.table.read(row);
  }
}
