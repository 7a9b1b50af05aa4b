import { withActor } from '#server/auth/route.ts';
import { cardMarkdown } from '#server/training/card-markdown.ts';
import { readModelCard } from '#server/training/read-model-card.ts';

/** The card of a model, by its version or the kind of a shipped one, as a Markdown file. */
export const GET = withActor(async (_request, actor, { model }) => {
  const card = await readModelCard(actor, model);
  if (!card) return Response.json({ error: 'unknown-model' }, { status: 404 });
  return new Response(cardMarkdown(card), {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': `attachment; filename="model-card-${card.id}.md"`,
    },
  });
});
