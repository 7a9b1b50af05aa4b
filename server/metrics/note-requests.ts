/** Durations of every request of the web process, from Node's own channels: no handler has to think of it. */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Histogram, register } from 'prom-client';
import { routeNameOf } from './rules-route-name.ts';

/** Bounded: a made-up method is no new series. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export function noteRequests(): void {
  collectDefaultMetrics({ prefix: 'shelfwise_web_' });
  const durations = new Histogram({
    name: 'shelfwise_http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [register],
  });
  const begun = new WeakMap<IncomingMessage, number>();
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    begun.set(request, performance.now());
  });
  subscribe('http.server.response.finish', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const startedAt = begun.get(request);
    if (startedAt === undefined) return;
    const method = methods.has(request.method ?? '') ? (request.method ?? '') : 'other';
    const labels = { method, route: routeNameOf(request.url ?? '/'), status: String(response.statusCode) };
    durations.observe(labels, (performance.now() - startedAt) / 1000);
  });
}
