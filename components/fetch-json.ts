/** An answer that is not 2xx. `reason` is the server's word where it gave one. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly reason: string | null;

  constructor(status: number, reason: string | null) {
    super(reason ?? `The server answered ${status}`);
    this.status = status;
    this.reason = reason;
  }
}

async function reasonOf(response: Response): Promise<string | null> {
  try {
    const body: unknown = await response.json();
    const { error, reason } = body as { error?: unknown; reason?: unknown };
    const word = error ?? reason;
    return typeof word === 'string' ? word : null;
  } catch {
    return null;
  }
}

/**
 * Browsers send what is kept alive after its page is left, but only so much at a time (64 KiB in all, by the Fetch standard):
 * what people say is small, an upload is not.
 */
const keptAliveMax = 4096;

/** Reads JSON from our own server; a body is sent as JSON, and arrives though its page is left meanwhile. Throws HttpError, or TypeError where there is no network. */
export async function fetchJson<T>(url: string, init: RequestInit = {}): Promise<T> {
  const headers = new Headers(init.headers);
  if (init.body && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const keepalive = typeof init.body === 'string' && init.body.length <= keptAliveMax;
  const response = await fetch(url, { keepalive, ...init, headers });
  if (!response.ok) throw new HttpError(response.status, await reasonOf(response));
  return (await response.json()) as T;
}
