/** Rows of any supported file, in batches, with bounded memory. */
import path from 'node:path';
import { detectFormat, type TableFormat, type TextEncoding } from './format.ts';
import { streamCsv } from './read-csv.ts';
import { streamJson } from './read-json.ts';
import { streamParquet } from './read-parquet.ts';
import type { RowBatch } from './rows.ts';

export interface StreamOptions {
  format?: TableFormat;
  delimiter?: string;
  encoding?: TextEncoding;
  /** Rows a batch; 2,000 unless told. */
  batchSize?: number;
  /** Told the column names of a delimited file once they are known. */
  onHeader?: (columns: string[]) => void;
}

/** Streams a table. Rows that cannot be read are rejects of their batch. Throws TableError with one line. */
export async function* streamRows(file: string, options: StreamOptions = {}): AsyncGenerator<RowBatch> {
  const whole = path.resolve(file);
  const format = options.format ?? (await detectFormat(whole));
  const batchSize = options.batchSize ?? 2000;
  if (format === 'parquet') yield* streamParquet(whole, batchSize);
  else if (format === 'jsonl' || format === 'json')
    yield* streamJson(whole, format, batchSize, options.encoding);
  else {
    const delimiter = options.delimiter ?? (format === 'tsv' ? '\t' : undefined);
    yield* streamCsv(whole, batchSize, { delimiter, encoding: options.encoding }, options.onHeader);
  }
}
