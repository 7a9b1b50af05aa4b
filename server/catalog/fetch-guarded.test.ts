import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { fetchGuarded, isNeverFetched, isRefusedAddress } from './fetch-guarded.ts';

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
    'fec0::1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '2001:0:a00:1::',
    '2002:7f00:1::',
    '224.0.0.1',
    'nonsense',
  ])('refuses %s', (address) => expect(isRefusedAddress(address)).toBe(true));

  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '2001:4860:4860::8888'])(
    'lets %s through',
    (address) => {
      expect(isRefusedAddress(address)).toBe(false);
    },
  );

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

describe('a host that an admin has named', () => {
  const serve = async (answer: http.RequestListener) => {
    const server = http.createServer(answer).listen(0, '127.0.0.1');
    await new Promise((ready) => server.once('listening', ready));
    return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
  };

  it('is fetched from, on the port that was named and no other', async () => {
    const { server, host } = await serve((_request, response) => response.end('picture'));
    const address = `http://${host}/a.jpg`;
    expect(await fetchGuarded(address, [host])).toEqual({ ok: true, bytes: Buffer.from('picture') });
    const refused = { ok: false, reason: 'the address leads into a private network' };
    expect(await fetchGuarded(address, ['127.0.0.1'])).toEqual(refused);
    expect(await fetchGuarded(address)).toEqual(refused);
    server.close();
  });

  it('may not lead on to one that was not', async () => {
    const inner = await serve((_request, response) => response.end('secret'));
    const { server, host } = await serve((_request, response) =>
      response.writeHead(302, { location: `http://${inner.host}/` }).end(),
    );
    expect(await fetchGuarded(`http://${host}/a.jpg`, [host])).toEqual({
      ok: false,
      reason: 'the address leads into a private network',
    });
    server.close();
    inner.server.close();
  });

  it.each(['169.254.169.254', '0.0.0.0', '224.0.0.1', 'fe80::1', '::', '::ffff:169.254.169.254'])(
    'is never %s',
    (address) => expect(isNeverFetched(address)).toBe(true),
  );
});
