import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { answerProposalSchema, proposeCategorySchema } from '#server/categorization/schema-guideline.ts';
import { insertProposal, readProposals } from '#server/categorization/store-guideline.ts';
import { settleProposal } from '#server/categorization/write-guideline.ts';

/** Categories that people miss. */
export const GET = withActor(async (request, actor) => {
  const catalogId = z.uuid().parse(new URL(request.url).searchParams.get('catalog'));
  await requireCatalog(actor, catalogId);
  return Response.json({ proposals: await readProposals(catalogId) });
});

export const POST = withActor(async (request, actor) => {
  const input = proposeCategorySchema.parse(await request.json());
  await requireCatalog(actor, input.catalogId);
  return Response.json({ ok: true, proposalId: await insertProposal(actor, input) });
});

/** The answer of the taxonomy's owner. */
export const PATCH = withActor(async (request, actor) => {
  const input = answerProposalSchema.parse(await request.json());
  await requireCatalog(actor, input.catalogId);
  return Response.json(await settleProposal(actor, input));
}, 'lead');
