/** A TF-IDF vocabulary as bytes: a line of JSON, then hashes (uint32) and idf weights (float32), little endian. */
import type { TfidfBlock, TfidfModel } from './tfidf.ts';

interface Header {
  version: 1;
  blocks: TfidfBlock[];
  /** Columns of each block. */
  sizes: number[];
}

/** The bytes of a vocabulary. Same vocabulary, same bytes. */
export function encodeTfidf(model: TfidfModel): Uint8Array {
  const header: Header = {
    version: 1,
    blocks: model.blocks,
    sizes: model.columns.map((columns) => columns.size),
  };
  const head = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const bytes = new Uint8Array(head.length + 8 * model.columnCount);
  bytes.set(head);
  const view = new DataView(bytes.buffer, head.length);
  for (const columns of model.columns)
    for (const [hash, column] of columns) view.setUint32(4 * column, hash, true);
  model.idf.forEach((weight, column) => view.setFloat32(4 * (model.columnCount + column), weight, true));
  return bytes;
}

/** Reads what `encodeTfidf` wrote. Throws RangeError on bytes of another shape. */
export function decodeTfidf(bytes: Uint8Array): TfidfModel {
  const end = bytes.indexOf(10);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Header;
  const columnCount = header.sizes.reduce((sum, size) => sum + size, 0);
  if (header.version !== 1 || bytes.length !== end + 1 + 8 * columnCount)
    throw new RangeError('not a vocabulary');
  const view = new DataView(bytes.buffer, bytes.byteOffset + end + 1);
  let column = 0;
  const columns = header.sizes.map((size) => {
    const map = new Map<number, number>();
    for (let at = 0; at < size; at++, column++) map.set(view.getUint32(4 * column, true), column);
    return map;
  });
  const idf = Float32Array.from({ length: columnCount }, (_, at) =>
    view.getFloat32(4 * (columnCount + at), true),
  );
  return { blocks: header.blocks, columns, idf, columnCount };
}
