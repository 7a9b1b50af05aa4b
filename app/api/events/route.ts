import { Refusal } from '#server/auth/refusal.ts';
import { withActor } from '#server/auth/route.ts';
import { currentSession } from '#server/auth/session.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { openStream } from '#server/events/open-stream.ts';

/** `?catalog=`: what changes in a catalog, as server-sent events, for as long as the session lives. */
export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  const session = await currentSession();
  if (!catalog || !session) throw new Refusal(404, 'unknown-catalog');
  const stream = openStream({ sessionId: session.sessionId, catalogId: catalog.id }, request.signal);
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Packed or gathered by something on the way, events would arrive late or never.
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
});
