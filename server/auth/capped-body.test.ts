import { describe, expect, it } from 'vitest';
import { capBody } from './capped-body.ts';

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' };
  return new Request('http://desk.test/api/x', init);
}

function pieces(count: number, bytes: number): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull: (out) => (sent++ < count ? out.enqueue(new Uint8Array(bytes).fill(32)) : out.close()),
  });
}

describe('capBody', () => {
  it('lets a body of exactly the cap through', async () => {
    expect(await capBody(post('"12345678"'), 10).json()).toBe('12345678');
  });
  it('refuses a declared length without reading', () => {
    expect(() => capBody(post('x', { 'content-length': '11' }), 10)).toThrow('too-large');
  });
  it('counts what arrives where no length is declared, and stops there', async () => {
    await expect(capBody(post(pieces(1000, 64)), 200).text()).rejects.toMatchObject({ status: 413 });
    expect(await capBody(post(pieces(3, 64)), 200).text()).toHaveLength(192);
  });
});
