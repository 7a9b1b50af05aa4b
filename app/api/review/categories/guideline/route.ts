import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { saveGuidelineSchema } from '#server/categorization/schema-guideline.ts';
import { markGuidelineSeen, readGuideline } from '#server/categorization/store-guideline.ts';
import { writeGuideline } from '#server/categorization/write-guideline.ts';

const askedSchema = z.object({ catalog: z.uuid(), category: z.uuid() });
const seenSchema = z.object({ categoryId: z.uuid(), version: z.int32().positive() });

/** The guideline that holds for a category. */
export const GET = withActor(async (request, actor) => {
  const { catalog, category } = askedSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  await requireCatalog(actor, catalog);
  return Response.json({ guideline: await readGuideline(actor, catalog, category) });
});

/** I have read this version. */
export const POST = withActor(async (request, actor) => {
  const { categoryId, version } = seenSchema.parse(await request.json());
  await markGuidelineSeen(actor, categoryId, version);
  return Response.json({ ok: true });
});

/** A new version. */
export const PUT = withActor(async (request, actor) => {
  const input = saveGuidelineSchema.parse(await request.json());
  await requireCatalog(actor, input.catalogId);
  return Response.json(await writeGuideline(actor, input));
}, 'lead');
