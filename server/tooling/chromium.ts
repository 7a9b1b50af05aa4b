/** A Chromium for the browser journeys: CHROMIUM_PATH, else the machine's own, else Debian's package where we may install it. */
import { existsSync } from 'node:fs';
import { env } from '#server/config/env.ts';
import { installPackages } from './debian-packages.ts';

export type FoundChromium = { ok: true; path: string } | { ok: false; reason: string };

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Switches that a container without GPU, sandbox and network needs. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Finds Chromium, or installs it as root on Debian. */
export function findOrInstallChromium(): FoundChromium {
  const given = env().CHROMIUM_PATH;
  if (given) {
    return existsSync(given)
      ? { ok: true, path: given }
      : { ok: false, reason: `CHROMIUM_PATH ${given} does not exist` };
  }
  const found = places.find((place) => existsSync(place));
  if (found) return { ok: true, path: found };
  const installed = installPackages(['chromium', 'fonts-liberation']);
  if (!installed.ok) return installed;
  return existsSync(places[0])
    ? { ok: true, path: places[0] }
    : { ok: false, reason: `no ${places[0]} after the install` };
}
