import { listRejects } from '#server/catalog/list-imports.ts';
import { csvLine } from './csv-line.ts';

/** The rejected rows of an import as safe CSV, read a page at a time; null where there is no such import here. */
export async function streamRejects(
  catalogId: string,
  importRunId: string,
): Promise<ReadableStream<Uint8Array> | null> {
  const first = await listRejects(catalogId, importRunId, 0n);
  if (!first) return null;
  const encoder = new TextEncoder();
  let page: typeof first | null = first;
  return new ReadableStream({
    start: (out) => out.enqueue(encoder.encode(`\ufeff${csvLine(['line', 'field', 'reason', 'row'])}`)),
    pull: async (out) => {
      if (!page || page.length === 0) return out.close();
      out.enqueue(
        encoder.encode(page.map((row) => csvLine([row.line, row.field, row.reason, row.raw])).join('')),
      );
      page = await listRejects(catalogId, importRunId, page[page.length - 1].id);
    },
  });
}
