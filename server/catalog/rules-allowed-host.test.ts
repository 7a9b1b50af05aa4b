import { describe, expect, it } from 'vitest';
import { isAllowedHost } from './rules-allowed-host.ts';
import { allowedHostSchema } from './schema-settings.ts';

const isAllowed = (url: string, ...hosts: string[]): boolean => isAllowedHost(new URL(url), hosts);

describe('isAllowedHost', () => {
  it('compares names whole, in any case, with the dot at the end or without', () => {
    expect(isAllowed('http://PIM.Example./a.jpg', 'pim.example')).toBe(true);
    expect(isAllowed('http://evilpim.example/a.jpg', 'pim.example')).toBe(false);
    expect(isAllowed('http://pim.example.evil.test/a.jpg', 'pim.example')).toBe(false);
    expect(isAllowed('http://pim.example@evil.test/a.jpg', 'pim.example')).toBe(false);
  });
  it('takes a leading dot as everything below, not the name itself', () => {
    expect(isAllowed('https://img.pim.example/a.jpg', '.pim.example')).toBe(true);
    expect(isAllowed('https://pim.example/a.jpg', '.pim.example')).toBe(false);
    expect(isAllowed('https://evilpim.example/a.jpg', '.pim.example')).toBe(false);
  });
  it('opens no other port than the one named, else those of the web', () => {
    expect(isAllowed('http://pim.example:5432/', 'pim.example')).toBe(false);
    expect(isAllowed('http://pim.example:8080/', 'pim.example:8080')).toBe(true);
    expect(isAllowed('http://pim.example/', 'pim.example:8080')).toBe(false);
    expect(isAllowed('http://pim.example:443/', 'pim.example')).toBe(true);
    expect(isAllowed('http://[fd00::7]:8080/', '[fd00::7]:8080')).toBe(true);
  });
  it('allows nothing where nothing is named', () => {
    expect(isAllowed('http://pim.example/')).toBe(false);
  });
});

describe('allowedHostSchema', () => {
  it.each(['pim.example', '.pim.example', 'pim:8080', '10.1.2.3', '[fd00::7]:80', 'PIM.example'])(
    'reads %s',
    (host) => expect(allowedHostSchema.parse(host)).toBe(host.toLowerCase()),
  );
  it.each(['', '.', '*', 'http://pim.example', 'pim.example/path', 'a b', 'user@pim', '..example', 'pim.'])(
    'refuses %j',
    (host) => expect(allowedHostSchema.safeParse(host).success).toBe(false),
  );
});
