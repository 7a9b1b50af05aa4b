/**
 * Completes package-lock.json after `npm install` against a partial registry mirror: npm drops the optional packages
 * of platforms it could not resolve, and `npm ci` (npm ≥ 11.12) then refuses the lock. Each missing entry is added
 * with the os, cpu and libc that its name states, so that the lock holds on every platform.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface LockEntry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

interface Lock {
  packages: Record<string, LockEntry>;
}

const systems = [
  'darwin',
  'linux',
  'win32',
  'freebsd',
  'android',
  'openharmony',
  'netbsd',
  'openbsd',
  'sunos',
  'aix',
];
const processors = [
  'x64',
  'arm64',
  'ia32',
  'arm',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'loong64',
  'mips64el',
];

/** Where Node would look for `name` from the package at `from`: nested beside it, then upwards to the root. */
function isLocked(lock: Lock, from: string, name: string): boolean {
  for (let at = from; ; ) {
    if (lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (!at) return false;
    const cut = at.lastIndexOf('node_modules/');
    at = cut <= 0 ? '' : at.slice(0, cut - 1);
  }
}

function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> | null {
  const words = (name.split('/').at(-1) ?? name).split(/[-.]/);
  const musl = words.some((word) => word.startsWith('musl') || word === 'linuxmusl');
  const os = words.includes('linuxmusl') ? 'linux' : systems.find((system) => words.includes(system));
  const cpu =
    processors.find((processor) => words.includes(processor)) ??
    (words.includes('armv7') ? 'arm' : undefined);
  if (!os && cpu !== 'wasm32') return null;
  const gnu = words.some((word) => word.startsWith('gnu'));
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(musl ? { libc: ['musl'] } : gnu ? { libc: ['glibc'] } : {}),
    ...(os ? { os: [os] } : {}),
  };
}

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
let added = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(lock, place, name)) continue;
    const platform = platformOf(name);
    if (!platform || !/^\d/.test(version)) {
      console.error(`left alone: ${name} ${version}`);
      continue;
    }
    const { os, cpu, libc } = platform;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(entry.dev ? { dev: true } : {}),
      ...(cpu ? { cpu } : {}),
      ...(libc ? { libc } : {}),
      optional: true,
      ...(os ? { os } : {}),
    };
    added++;
  }
}
const sorted = Object.entries(lock.packages).sort(([left], [right]) =>
  left === '' ? -1 : right === '' ? 1 : left.localeCompare(right, 'en'),
);
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
console.log(`added ${added} entries`);
