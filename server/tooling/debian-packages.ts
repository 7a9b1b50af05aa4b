import { existsSync } from 'node:fs';
import { childEnv } from '#server/config/env.ts';
import { runCommand } from './run-command.ts';

export type Outcome = { ok: true } | { ok: false; reason: string };

export const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

function apt(args: string[]): Outcome {
  const env = childEnv({ DEBIAN_FRONTEND: 'noninteractive' });
  const result = runCommand('apt-get', args, { env });
  return result.ok ? { ok: true } : { ok: false, reason: lastLine(result.output) };
}

/** Installs Debian packages; needs root. */
export function installPackages(packages: string[]): Outcome {
  if (process.getuid?.() !== 0) {
    return { ok: false, reason: `not root, so ${packages.join(', ')} cannot be installed` };
  }
  if (!existsSync('/usr/bin/apt-get')) return { ok: false, reason: 'this machine has no apt-get' };
  const updated = apt(['update', '-q']);
  if (!updated.ok) return updated;
  return apt(['install', '-y', '-q', '--no-install-recommends', ...packages]);
}
