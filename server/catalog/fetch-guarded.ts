/**
 * The one fetcher of addresses that a row names (SAFETY 1): http and https only, the name resolved once and that very
 * address connected to, private, loopback and link-local addresses refused, every redirect checked again, capped in
 * size and time. Hosts of the own network are fetched from where an admin has named them (docs/security.md).
 */
import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP } from 'node:net';
import type { ImageBytes } from './open-images.ts';
import { isAllowedHost } from './rules-allowed-host.ts';

const bytesMax = 20 * 1024 * 1024;
const timeoutMs = 15_000;
const redirectsMax = 4;

type Net = readonly [address: string, bits: number];

/** Tells addresses of some nets; what is no address belongs to them. */
function addressesOf(ipv4: readonly Net[], ipv6: readonly Net[]): (address: string) => boolean {
  // Two lists: one BlockList matches IPv4 addresses against mapped IPv6 nets, and would refuse the whole internet.
  const [list4, list6] = [new BlockList(), new BlockList()];
  for (const [net, bits] of ipv4) list4.addSubnet(net, bits, 'ipv4');
  for (const [net, bits] of ipv6) list6.addSubnet(net, bits, 'ipv6');
  return (address) => {
    const family = isIP(address);
    if (family === 0) return true;
    return family === 6 ? list6.check(address, 'ipv6') : list4.check(address, 'ipv4');
  };
}

/** Carry an IPv4 address that nobody has looked at: mapped, NAT64 (RFC 6052, RFC 8215), Teredo, 6to4. */
const carriers: readonly Net[] = [
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
];

/** Whether an address is one that this server must never be sent to: private, loopback, link-local, multicast, or a carrier. */
export const isRefusedAddress = addressesOf(
  [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
  ],
  [...carriers, ['::', 96], ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8]],
);

/**
 * Whether an address is refused even of a host that an admin has named: link-local holds the keys of cloud machines, the others
 * are nobody's shop.
 */
export const isNeverFetched = addressesOf(
  [
    ['0.0.0.0', 8],
    ['169.254.0.0', 16],
    ['224.0.0.0', 3],
  ],
  [...carriers, ['::', 128], ['fe80::', 10], ['ff00::', 8]],
);

function parseUrl(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null;
}

interface Answer {
  status: number;
  location: string | null;
  bytes: Buffer;
}

function request(url: URL, address: string): Promise<Answer> {
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, fail) => {
    const call = client.get(
      url,
      // The name is not resolved again: what was checked is what is connected to.
      {
        timeout: timeoutMs,
        headers: { accept: 'image/*' },
        lookup: (_host, options, done) =>
          options.all ? done(null, [{ address, family: isIP(address) }]) : done(null, address, isIP(address)),
      },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > bytesMax) call.destroy(new Error(`larger than ${bytesMax >> 20} MiB`));
          else parts.push(part);
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location ?? null,
            bytes: Buffer.concat(parts),
          }),
        );
        response.on('error', fail);
      },
    );
    const whole = setTimeout(() => call.destroy(new Error('took too long')), timeoutMs);
    call.on('close', () => clearTimeout(whole));
    call.on('timeout', () => call.destroy(new Error('took too long')));
    call.on('error', fail);
  });
}

const plainHttp = (url: URL | null): url is URL =>
  url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '';

/** The address to connect to, or null where it must not be. */
async function allowedAddress(url: URL, allowedHosts: readonly string[]): Promise<string | null> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const resolved = isIP(host) ? host : (await lookup(host)).address;
  const isRefused = isAllowedHost(url, allowedHosts) ? isNeverFetched(resolved) : isRefusedAddress(resolved);
  return isRefused ? null : resolved;
}

async function follow(start: URL | null, allowedHosts: readonly string[]): Promise<ImageBytes> {
  let url = start;
  for (let hop = 0; hop <= redirectsMax; hop++) {
    if (!plainHttp(url)) return { ok: false, reason: 'not a plain http address' };
    const address = await allowedAddress(url, allowedHosts);
    if (!address) return { ok: false, reason: 'the address leads into a private network' };
    const answer = await request(url, address);
    if (answer.status === 200) return { ok: true, bytes: answer.bytes };
    const redirected = answer.status >= 300 && answer.status < 400 && answer.location;
    if (!redirected) return { ok: false, reason: `the server answered ${answer.status}` };
    url = parseUrl(redirected, url.href);
  }
  return { ok: false, reason: 'too many redirects' };
}

/** The bytes behind an address, or why not. `allowedHosts`: of the own network, as an admin named them. Never throws. */
export async function fetchGuarded(
  address: string,
  allowedHosts: readonly string[] = [],
): Promise<ImageBytes> {
  try {
    return await follow(parseUrl(address), allowedHosts);
  } catch (error) {
    return { ok: false, reason: `could not be fetched: ${(error as Error).message.slice(0, 120)}` };
  }
}
