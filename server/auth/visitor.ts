/** Where a request comes from. Next tells a handler no socket, so the process writes its address into a header first. */
import { isIP, isIPv6 } from 'node:net';
import { env } from '#server/config/env.ts';

/** Written over by server/auth/note-peer.ts whatever a visitor sent under this name. */
export const peerHeader = 'x-shelfwise-peer';

/**
 * The visitor's address; null where nobody noted it. X-Forwarded-For is anybody's word and not read, unless the
 * operator says how many proxies of their own stand in front: then the entry that the outermost of them wrote.
 */
export function visitorAddress(
  headers: Headers,
  trustedProxies = env().SHELFWISE_TRUSTED_PROXIES,
): string | null {
  const peer = headers.get(peerHeader);
  if (trustedProxies === 0) return peer;
  // Counted from the end before anything is left out: else an entry that cannot be read hands its place to a visitor's own.
  const entry = (headers.get('x-forwarded-for') ?? '').split(',').at(-trustedProxies) ?? '';
  return addressIn(entry) ?? peer;
}

/** The address of one entry; some proxies add the port: `192.0.2.1:5000`, `[2001:db8::1]:5000`. */
function addressIn(entry: string): string | null {
  const bare = entry
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1');
  return isIP(bare) > 0 ? bare : null;
}

/** What is counted as one visitor: an IPv4 address, or the /64 that one IPv6 connection is given. */
export function networkOf(address: string | null): string {
  if (!address || isIP(address) === 0) return 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1];
  if (!isIPv6(address)) return address;
  const [head, tail] = address.toLowerCase().split('%')[0].split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  const groups = [...front, ...zeros, ...back].map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/**
 * Whether a program of this machine asks, by a name of this machine: the socket is the machine's own, nobody forwarded
 * the request, and no foreign name was made to lead here.
 */
export function isOwnMachine(headers: Headers): boolean {
  const isLoop = (address: string): boolean =>
    /^(127\.\d+\.\d+\.\d+|::1)$/.test(address.replace(/^::ffff:/i, ''));
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const host = (headers.get('host') ?? '').replace(/:\d+$/, '');
  return (
    isLoop(headers.get(peerHeader) ?? '') &&
    hops.every((hop) => hop === '' || isLoop(hop)) &&
    (host === 'localhost' || isLoop(host.replace(/^\[|\]$/g, '')))
  );
}
