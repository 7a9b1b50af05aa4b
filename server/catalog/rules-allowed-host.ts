const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Whether an admin has named the host of an address as one of the own network. Names are compared whole; `.pim.example`
 * stands for every name below it, never for the name itself. The port counts: a list that names a shop's pictures does
 * not open the database on the same machine.
 */
export function isAllowedHost(url: URL, hosts: readonly string[]): boolean {
  const name = url.hostname.toLowerCase().replace(/\.$/, '');
  const port = url.port || defaultPorts[url.protocol];
  return hosts.some((entry) => {
    const [, host, asked] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    const portFits = asked ? asked === port : port === '80' || port === '443';
    return portFits && (host.startsWith('.') ? name.endsWith(host) : name === host);
  });
}
