import type { OutboxOperation, SendResult } from './outbox.ts';

const sendTimeoutMs = 20_000;

/** A random UUID also where the page is served by plain http inside a company (no secure context). */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Sends one operation. No network, a busy or restarting server: later. 401: wait for a login. Else it is answered. */
export async function sendOperation(operation: OutboxOperation): Promise<SendResult> {
  const response = await fetch(operation.url, {
    method: operation.method ?? 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(operation.body),
    signal: AbortSignal.timeout(sendTimeoutMs),
    redirect: 'manual',
  });
  if (response.status === 401 || response.type === 'opaqueredirect') return { kind: 'signed-out' };
  if (response.status >= 500 || response.status === 408 || response.status === 429) return { kind: 'later' };
  const outcome: unknown = response.ok
    ? await response.json()
    : { ok: false, reason: 'refused', status: response.status };
  return { kind: 'answered', outcome };
}
