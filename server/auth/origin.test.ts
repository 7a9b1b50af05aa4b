import { describe, expect, it } from 'vitest';
import { isOwnOrigin } from './origin.ts';

const request = (method: string, headers: Record<string, string>): Request =>
  new Request('http://desk.test/api/x', { method, headers: { host: 'desk.test', ...headers } });

describe('isOwnOrigin', () => {
  it('lets reads pass from anywhere', () => {
    expect(isOwnOrigin(request('GET', { origin: 'https://evil.test' }), undefined)).toBe(true);
  });
  it('lets changes pass from our own pages only', () => {
    expect(isOwnOrigin(request('POST', { origin: 'http://desk.test' }), undefined)).toBe(true);
    expect(isOwnOrigin(request('POST', { origin: 'https://evil.test' }), undefined)).toBe(false);
    expect(isOwnOrigin(request('POST', { origin: 'http://desk.test.evil.test' }), undefined)).toBe(false);
    expect(isOwnOrigin(request('POST', { origin: 'null' }), undefined)).toBe(false);
    expect(isOwnOrigin(request('POST', { 'sec-fetch-site': 'same-site' }), undefined)).toBe(false);
  });
  it('knows the address that a proxy gives us', () => {
    const proxied = request('POST', { origin: 'https://desk.example' });
    expect(isOwnOrigin(proxied, 'https://desk.example/')).toBe(true);
  });
});
