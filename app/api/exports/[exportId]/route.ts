import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { cancelExport } from '#server/labels/cancel-export.ts';
import { openExport } from '#server/labels/open-export.ts';

/** The file of a finished export, streamed. */
export const GET = withActor(async (request, actor, { exportId }) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  const opened = catalog ? await openExport(actor, catalog.id, exportId) : null;
  if (!opened?.ok) return Response.json({ error: opened?.reason ?? 'not-found' }, { status: 404 });
  return new Response(Readable.toWeb(createReadStream(opened.file)) as ReadableStream, {
    headers: {
      'content-type': opened.mediaType,
      'content-disposition': `attachment; filename="${opened.name}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
});

/** Cancels an export that is not finished. */
export const DELETE = withActor(async (request, actor, { exportId }) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  const outcome = catalog ? await cancelExport(actor, catalog.id, exportId) : null;
  if (!outcome?.ok) return Response.json({ error: outcome?.reason ?? 'not-found' }, { status: 409 });
  return Response.json({ cancelled: true });
});
