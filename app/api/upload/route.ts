import type { ReadableStream as WebStream } from 'node:stream/web';
import { withActor } from '#server/auth/route.ts';
import { keepUpload } from '#server/catalog/keep-upload.ts';

/** `POST /api/upload?name=feed.csv` with the file as its body, streamed to disk. */
export const POST = withActor(
  async (request, actor) => {
    const name = new URL(request.url).searchParams.get('name') ?? '';
    if (!request.body) return Response.json({ error: 'empty' }, { status: 400 });
    const outcome = await keepUpload(actor, { name, body: request.body as WebStream<Uint8Array> });
    if (!outcome.ok)
      return Response.json({ error: outcome.reason }, { status: outcome.reason === 'size' ? 413 : 415 });
    return Response.json(outcome);
  },
  ['lead', 'ml'],
  { bodyMaxBytes: 'stream' },
);
