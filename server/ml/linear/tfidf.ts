/**
 * TF-IDF over hashed features in blocks. Each block (one field, or all fields together) is weighted by
 * (1 + ln tf) · idf, with idf = ln((1 + n) / (1 + df)) + 1, and scaled to unit length on its own; so a long description
 * cannot drown a title. Separate blocks for title and category text are the largest single gain measured on MWPD2020
 * (leaf .806 → .852, shared trials).
 */
import { allKinds, hashFeatures } from '../text/hashed-features.ts';
import { type SparseRows, toSparseRows } from './sparse.ts';

export interface TfidfBlock {
  /** Fields of the document that the block reads, by position; joined as one bag. */
  fields: number[];
  weight: number;
}

export interface TfidfModel {
  blocks: TfidfBlock[];
  /** Feature hash → column, a map per block. */
  columns: Map<number, number>[];
  idf: Float32Array;
  columnCount: number;
}

/** One text per field; empty where missing. */
export type TextDocument = readonly string[];

export interface TfidfOptions {
  blocks: TfidfBlock[];
  /** Features in fewer documents are dropped. */
  documentsMin: number;
}

type Bag = Map<number, number>;

function bagOf(document: TextDocument, block: TfidfBlock): Bag {
  const bag: Bag = new Map();
  for (const field of block.fields) {
    const text = document[field];
    if (!text) continue;
    for (const hash of hashFeatures(text, 0, allKinds)) bag.set(hash, (bag.get(hash) ?? 0) + 1);
  }
  return bag;
}

/** Learns the vocabulary and the idf weights. */
export function fitTfidf(documents: readonly TextDocument[], options: TfidfOptions): TfidfModel {
  const frequencies: Map<number, number>[] = options.blocks.map(() => new Map());
  for (const document of documents) {
    options.blocks.forEach((block, at) => {
      const counts = frequencies[at];
      for (const hash of bagOf(document, block).keys()) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    });
  }
  const columns = frequencies.map(() => new Map<number, number>());
  const idf: number[] = [];
  frequencies.forEach((counts, at) => {
    for (const [hash, count] of counts) {
      if (count < options.documentsMin) continue;
      columns[at].set(hash, idf.length);
      idf.push(Math.log((1 + documents.length) / (1 + count)) + 1);
    }
  });
  return { blocks: options.blocks, columns, idf: Float32Array.from(idf), columnCount: idf.length };
}

/** One document as a sparse row, columns ascending. */
export function tfidfRow(
  model: TfidfModel,
  document: TextDocument,
): { indices: Int32Array; values: Float32Array } {
  const found: [number, number][] = [];
  model.blocks.forEach((block, at) => {
    const weights: [number, number][] = [];
    let squares = 0;
    for (const [hash, count] of bagOf(document, block)) {
      const column = model.columns[at].get(hash);
      if (column === undefined) continue;
      const weight = (1 + Math.log(count)) * model.idf[column];
      squares += weight * weight;
      weights.push([column, weight]);
    }
    const scale = squares > 0 ? block.weight / Math.sqrt(squares) : 0;
    for (const [column, weight] of weights) found.push([column, weight * scale]);
  });
  found.sort((left, right) => left[0] - right[0]);
  return {
    indices: Int32Array.from(found, (pair) => pair[0]),
    values: Float32Array.from(found, (pair) => pair[1]),
  };
}

export function tfidfMatrix(model: TfidfModel, documents: readonly TextDocument[]): SparseRows {
  return toSparseRows(
    documents.map((document) => tfidfRow(model, document)),
    model.columnCount,
  );
}
