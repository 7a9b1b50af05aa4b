import { timingSafeEqual } from 'node:crypto';
import { isOwnMachine } from '#server/auth/visitor.ts';
import { env } from '#server/config/env.ts';

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Who may read the metrics: whoever has the operator's token; without one, this machine alone. Behind a proxy every
 * request comes from this machine, so there only the token counts.
 */
export function mayReadMetrics(headers: Headers, settings = env()): boolean {
  const { SHELFWISE_METRICS_TOKEN: token, SHELFWISE_PUBLIC_URL: publicUrl } = settings;
  const shown = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1];
  if (token) return shown !== undefined && isSame(shown, token);
  const hasProxy = publicUrl !== undefined || settings.SHELFWISE_TRUSTED_PROXIES > 0;
  return !hasProxy && isOwnMachine(headers);
}
