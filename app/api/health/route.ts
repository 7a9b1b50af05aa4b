import { withoutActor } from '#server/auth/route.ts';
import { readHealth } from '#server/metrics/read-health.ts';

/** `?live`: this process answers. Without: the database does too, and a worker has been heard of. 503 when down. */
export const GET = withoutActor(async (request) => {
  if (new URL(request.url).searchParams.has('live')) return Response.json({ status: 'ok' });
  const health = await readHealth();
  return Response.json(health, { status: health.status === 'down' ? 503 : 200 });
});
