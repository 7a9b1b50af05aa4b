import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { servedWidths, serveImage } from '#server/catalog/serve-image.ts';

const paramsSchema = z.object({
  imageId: z.uuid(),
  width: z.coerce.number().pipe(z.literal([...servedWidths])),
});

/** A picture of a listing, by opaque id. */
export const GET = withActor(async (request, actor, params) => {
  const width = new URL(request.url).searchParams.get('w') ?? '320';
  const asked = paramsSchema.parse({ imageId: params.imageId, width });
  const image = await serveImage(actor, asked.imageId, asked.width);
  if (!image) return new Response(null, { status: 404 });
  const headers = {
    'content-type': image.type,
    'cache-control': 'private, max-age=86400',
    etag: image.tag,
    'x-content-type-options': 'nosniff',
    'content-disposition': 'inline',
    'content-security-policy': "default-src 'none'; sandbox",
  };
  if (request.headers.get('if-none-match') === image.tag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(image.bytes), { headers });
});
