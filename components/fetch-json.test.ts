import { afterEach, expect, test, vi } from 'vitest';
import { fetchJson } from './fetch-json.ts';

const asked = vi.fn<typeof fetch>(async () => Response.json({}));

afterEach(() => {
  asked.mockClear();
  vi.unstubAllGlobals();
});

async function isKeptAlive(init?: RequestInit): Promise<boolean | undefined> {
  vi.stubGlobal('fetch', asked);
  await fetchJson('/api/anything', init);
  return asked.mock.calls[0][1]?.keepalive;
}

test('what somebody says arrives though the page is left', async () => {
  expect(await isKeptAlive({ method: 'PUT', body: JSON.stringify({ views: ['one seller'] }) })).toBe(true);
});

test('reading ends with its page, and so does what browsers refuse to keep', async () => {
  expect(await isKeptAlive()).toBe(false);
  asked.mockClear();
  expect(await isKeptAlive({ method: 'POST', body: 'x'.repeat(4097) })).toBe(false);
});
