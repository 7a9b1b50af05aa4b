/** Options of the commands: `--name value`, repeated or comma-separated lists, flags. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { UsageError } from './command.ts';

export interface Options {
  text(name: string): string | undefined;
  required(name: string): string;
  list(name: string): string[];
  number(name: string, fallback: number): number;
  flag(name: string): boolean;
  /** A file that must exist. */
  file(name: string): string;
  optionalFile(name: string): string | undefined;
}

/** Options that every evaluation takes. */
export const evaluationOptions = ['columns', 'ignore', 'seed', 'threads'];

export function defaultThreads(): number {
  return Math.max(1, availableParallelism());
}

function parse(
  argv: string[],
  names: string[],
  flags: string[],
): Record<string, string | boolean | undefined> {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: false,
      options: Object.fromEntries([
        ...names.map((name) => [name, { type: 'string' as const }]),
        ...flags.map((name) => [name, { type: 'boolean' as const }]),
      ]),
    }).values as Record<string, string | boolean | undefined>;
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
}

/** Parses the words of a command. Throws UsageError with one line. */
export function parseOptions(argv: string[], names: string[], flags: string[]): Options {
  const values = parse(argv, names, flags);
  const text = (name: string): string | undefined =>
    typeof values[name] === 'string' ? values[name] : undefined;
  const required = (name: string): string => {
    const value = text(name);
    if (value === undefined || value === '') throw new UsageError(`--${name} is missing`);
    return value;
  };
  const checked = (name: string, file: string): string => {
    if (!existsSync(file)) throw new UsageError(`--${name}: no such file: ${file}`);
    return file;
  };
  return {
    text,
    required,
    list: (name) =>
      (text(name) ?? '')
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    number: (name, fallback) => {
      const value = text(name);
      if (value === undefined) return fallback;
      const number = Number(value);
      if (!Number.isFinite(number)) throw new UsageError(`--${name}: not a number: ${value}`);
      return number;
    },
    flag: (name) => values[name] === true,
    file: (name) => checked(name, required(name)),
    optionalFile: (name) => {
      const value = text(name);
      return value === undefined ? undefined : checked(name, value);
    },
  };
}

/** A whole number from 1 on; undefined where the option is left out. Throws UsageError. */
export function wholeNumber(options: Options, name: string): number | undefined {
  if (options.text(name) === undefined) return undefined;
  const value = options.number(name, 1);
  if (!Number.isInteger(value) || value < 1)
    throw new UsageError(`--${name} must be a whole number from 1 on`);
  return value;
}

/** Peak resident memory of this process, MiB. */
export function peakMemoryMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

/** The result on standard output: one JSON object. */
export function printJson(result: unknown): void {
  process.stdout.write(
    `${JSON.stringify(result, (_, value) => (typeof value === 'number' ? Number(value.toFixed(6)) : value))}\n`,
  );
}

/** Progress on standard error. */
export function logLine(line: string): void {
  process.stderr.write(`${line}\n`);
}
