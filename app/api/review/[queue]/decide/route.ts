import { withActor } from '#server/auth/route.ts';
import { type DecideCategoryOutcome, decideCategory } from '#server/categorization/decide-category.ts';
import { decideCategorySchema } from '#server/categorization/schema-card.ts';
import { type DecideClusterOutcome, decideCluster } from '#server/duplicates/decide-cluster.ts';
import { decideClusterSchema } from '#server/duplicates/schema-card.ts';
import { answerAndClaim } from '#server/review/answer-and-claim.ts';
import { askedNextSchema, queueSchema } from '#server/review/schema.ts';
import { cardHeaders, claimNext } from '../claim-next.ts';

/**
 * One answer, and where `next` asks for them, the cards that follow it. A refusal is an outcome like any other: 200 with
 * `ok: false` and the reason.
 */
export const POST = withActor(async (request, actor, params) => {
  const queue = queueSchema.parse(params.queue);
  const body = await request.json();
  const { next } = askedNextSchema.parse(body);
  const answer: Promise<DecideCategoryOutcome | DecideClusterOutcome> =
    queue === 'categories'
      ? decideCategory(actor, decideCategorySchema.parse(body))
      : decideCluster(actor, decideClusterSchema.parse(body));
  const said = await answerAndClaim(answer, next, async (claim) => claimNext(actor, queue, claim));
  return Response.json(said, { headers: cardHeaders });
});
