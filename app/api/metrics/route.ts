import { Refusal } from '#server/auth/refusal.ts';
import { withoutActor } from '#server/auth/route.ts';
import { mayReadMetrics } from '#server/metrics/may-read-metrics.ts';
import { readMetrics } from '#server/metrics/read-metrics.ts';

/** For a collector (Prometheus): of this machine, or with the operator's token. */
export const GET = withoutActor(async (request) => {
  if (!mayReadMetrics(request.headers)) throw new Refusal(403, 'not-allowed');
  return new Response(await readMetrics(), {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  });
});
