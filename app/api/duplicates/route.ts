import { withActor } from '#server/auth/route.ts';
import { askAboutProduct, askedStatus } from '#server/representation/ask-about-product.ts';
import { liveBodyBytesMax, liveProductSchema } from '#server/representation/schema.ts';

/** Listings of the catalog that look like the same product; nothing is stored. */
export const POST = withActor(
  async (request, actor) => {
    const product = liveProductSchema.parse(await request.json());
    const asked = await askAboutProduct(actor, 'duplicates', product);
    return asked.ok
      ? Response.json(asked.answer)
      : Response.json({ error: asked.reason }, { status: askedStatus[asked.reason] });
  },
  'moderator',
  { bodyMaxBytes: liveBodyBytesMax },
);
