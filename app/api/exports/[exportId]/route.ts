import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { cancelExport } from '#server/labels/cancel-export.ts';
import { openExport } from '#server/labels/open-export.ts';
import { readRange } from '#server/labels/rules-range.ts';

/** Who may take a catalog out of the house. */
const exporters = ['lead', 'ml'] as const;

/** The file of a finished export, streamed; a broken download goes on where it stopped (Range, If-Range). */
export const GET = withActor(async (request, actor, { exportId }) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  const opened = catalog ? await openExport(catalog.id, exportId) : null;
  if (!opened?.ok) return Response.json({ error: opened?.reason ?? 'not-found' }, { status: 404 });
  const { size } = await stat(opened.file);
  const etag = `"${opened.sha256}"`;
  const ifRange = request.headers.get('if-range');
  const range = readRange(ifRange && ifRange !== etag ? null : request.headers.get('range'), size);
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } });
  const part = range === 'whole' ? { from: 0, to: size - 1 } : range;
  const stream = createReadStream(opened.file, { start: part.from, end: Math.max(0, part.to) });
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    status: range === 'whole' ? 200 : 206,
    headers: {
      'content-type': opened.mediaType,
      'content-length': String(part.to - part.from + 1),
      ...(range === 'whole' ? {} : { 'content-range': `bytes ${part.from}-${part.to}/${size}` }),
      'accept-ranges': 'bytes',
      etag,
      'content-disposition': `attachment; filename="${opened.name}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}, exporters);

/** Cancels an export that is not finished. */
export const DELETE = withActor(async (request, actor, { exportId }) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  const outcome = catalog ? await cancelExport(actor, catalog.id, exportId) : null;
  if (!outcome?.ok) return Response.json({ error: outcome?.reason ?? 'not-found' }, { status: 409 });
  return Response.json({ cancelled: true });
}, exporters);
