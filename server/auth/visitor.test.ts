import { describe, expect, it } from 'vitest';
import { networkOf, visitorAddress } from './visitor.ts';

const headers = new Headers({ 'x-shelfwise-peer': '192.0.2.1', 'x-forwarded-for': '6.6.6.6, 10.0.0.9' });

describe('visitorAddress', () => {
  it('believes the socket, and X-Forwarded-For only as far as the operator owns the proxies', () => {
    expect(visitorAddress(headers, 0)).toBe('192.0.2.1');
    expect(visitorAddress(headers, 1)).toBe('10.0.0.9');
    expect(visitorAddress(headers, 2)).toBe('6.6.6.6');
    expect(visitorAddress(headers, 3)).toBe('192.0.2.1');
    expect(visitorAddress(new Headers({ 'x-forwarded-for': '6.6.6.6' }), 0)).toBeNull();
  });

  it.each([
    ['10.0.0.9:51000', '10.0.0.9'],
    ['[2001:db8::9]:51000', '2001:db8::9'],
    ['2001:db8::9', '2001:db8::9'],
    ['unknown', '192.0.2.1'],
    ['', '192.0.2.1'],
  ])("never takes the visitor's own entry in place of what our proxy wrote: %s", (written, address) => {
    const said = { 'x-shelfwise-peer': '192.0.2.1', 'x-forwarded-for': `6.6.6.6, ${written}` };
    expect(visitorAddress(new Headers(said), 1)).toBe(address);
  });
});

describe('networkOf', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2:ffff:0:0:1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['no address', 'unknown'],
    [null, 'unknown'],
  ])('counts %s as %s', (address, network) => expect(networkOf(address)).toBe(network));
});
