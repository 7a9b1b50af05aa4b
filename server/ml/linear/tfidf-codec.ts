/** A TF-IDF vocabulary as bytes: a line of JSON, then hashes (uint32) and idf weights (float32), little endian. */
import { HashIndex } from '../text/hash-index.ts';
import type { TfidfBlock, TfidfModel } from './tfidf.ts';

interface Header {
  version: 2;
  blocks: TfidfBlock[];
  longFields: number[];
  /** Left out by vocabularies of before it was known. */
  countsOnce?: boolean;
  /** Columns of each block. */
  sizes: number[];
}

/** The bytes of a vocabulary. Same vocabulary, same bytes. */
export function encodeTfidf(model: TfidfModel): Uint8Array {
  const header: Header = {
    version: 2,
    blocks: model.blocks,
    longFields: model.longFields,
    ...(model.countsOnce && { countsOnce: true }),
    sizes: model.columns.map((columns) => columns.size),
  };
  const head = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const bytes = new Uint8Array(head.length + 8 * model.columnCount);
  bytes.set(head);
  const view = new DataView(bytes.buffer, head.length);
  model.columns.forEach((columns, block) => {
    columns.hashes().forEach((hash, place) => {
      view.setUint32(4 * (model.starts[block] + place), hash, true);
    });
  });
  model.idf.forEach((weight, column) => view.setFloat32(4 * (model.columnCount + column), weight, true));
  return bytes;
}

/** Reads what `encodeTfidf` wrote. Throws RangeError on bytes of another shape. */
export function decodeTfidf(bytes: Uint8Array): TfidfModel {
  const end = bytes.indexOf(10);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Header;
  const columnCount = header.sizes.reduce((sum, size) => sum + size, 0);
  if (header.version !== 2 || bytes.length !== end + 1 + 8 * columnCount)
    throw new RangeError('not a vocabulary');
  const view = new DataView(bytes.buffer, bytes.byteOffset + end + 1);
  const starts: number[] = [];
  let column = 0;
  const columns = header.sizes.map((size) => {
    const index = new HashIndex(size);
    starts.push(column);
    for (let at = 0; at < size; at++, column++) index.add(view.getUint32(4 * column, true));
    return index;
  });
  const idf = Float32Array.from({ length: columnCount }, (_, at) =>
    view.getFloat32(4 * (columnCount + at), true),
  );
  const { blocks, longFields, countsOnce = false } = header;
  return { blocks, longFields, countsOnce, columns, starts, idf, columnCount };
}
