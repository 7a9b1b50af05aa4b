import { describe, expect, it } from 'vitest';
import { fetchGuarded, isRefusedAddress } from './fetch-guarded.ts';

describe('the guarded fetcher', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    'fe80::1',
    'fd00::1',
    '224.0.0.1',
    'nonsense',
  ])('refuses %s', (address) => expect(isRefusedAddress(address)).toBe(true));

  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'])('lets %s through', (address) => {
    expect(isRefusedAddress(address)).toBe(false);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://example.org/a.jpg',
    'http://user:pw@example.org/a.jpg',
    'not an address',
  ])('does not even look at %s', async (address) => {
    expect(await fetchGuarded(address)).toEqual({ ok: false, reason: 'not a plain http address' });
  });

  it.each([
    'http://127.0.0.1:1/a.jpg',
    'http://[::1]/a.jpg',
    'http://localhost/a.jpg',
    'http://0x7f000001/a.jpg',
  ])('never connects to %s', async (address) => {
    expect(await fetchGuarded(address)).toEqual({
      ok: false,
      reason: 'the address leads into a private network',
    });
  });
});
