import path from 'node:path';
import { z } from 'zod';

/**
 * The only reader of the environment. Parsed once, on first use, so that a bad value ends a process at its start
 * with one sentence instead of somewhere in the middle. Empty strings count as unset.
 */
const integer = (fallback: number, min = 0) => z.coerce.number().int().min(min).default(fallback);
/** Set to anything but 0 or false. */
const flag = z
  .string()
  .default('')
  .transform((value) => !['', '0', 'false'].includes(value));

export const envSchema = z.object({
  /** PostgreSQL to use. Unset: the embedded database under `dataDir`. */
  DATABASE_URL: z.string().optional(),
  /** Where everything lives that is not code: pg/, blobs/, exports/, run/. */
  SHELFWISE_DATA: z.string().default('.data'),
  PORT: integer(3000),
  SHELFWISE_HOST: z.string().default('127.0.0.1'),
  /** Address people type, where a proxy stands in front: links and cookies use it. */
  SHELFWISE_PUBLIC_URL: z.url().optional(),
  /** Proxies of our own in front of the desk, whose X-Forwarded-For is believed. 0: that header is not read. */
  SHELFWISE_TRUSTED_PROXIES: integer(0),
  /** Opens /api/metrics to a collector on another machine (as a bearer token). Unset: this machine alone. */
  SHELFWISE_METRICS_TOKEN: z.string().min(20).optional(),
  SHELFWISE_DB_POOL_MAX: integer(8, 1),
  /** Worker processes under the supervisor: each runs its jobs in one thread. Two or more pay off on PostgreSQL. */
  SHELFWISE_WORKERS: integer(1, 1),
  /** Threads for training and bulk inference; 0: as many as the machine has. */
  SHELFWISE_THREADS: integer(0),
  /** Manifest of an ONNX picture encoder (docs/images.md) that models learn from, or `learnt`. Unset: descriptors. */
  SHELFWISE_IMAGE_ENCODER: z.string().optional(),
  /** Which server the database tests run on. */
  SHELFWISE_TEST_DATABASE: z.enum(['embedded', 'postgres']).default('embedded'),
  /** Existing PostgreSQL for the tests (rights to create databases, pgvector installed); else a throw-away one is made. */
  SHELFWISE_TEST_POSTGRES_URL: z.string().optional(),
  /** Items that twenty people decide at once; `npm run test:long` has more. */
  SHELFWISE_TEST_CROWD_ITEMS: integer(600, 200),
  CHROMIUM_PATH: z.string().optional(),
  CI: flag,
  NODE_ENV: z.enum(['development', 'production', 'test']).optional(),
});
export type Env = z.infer<typeof envSchema>;

/** A setting cannot be used; the message names it. */
export class InvalidEnvironment extends Error {}

/** Reads settings from a plain record. Throws InvalidEnvironment. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(set);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new InvalidEnvironment(`The environment is not valid. ${problems.join('; ')}`);
}

let parsed: Env | undefined;

/** This process's settings. */
export function env(): Env {
  return (parsed ??= parseEnv(process.env));
}

/** Absolute path of the data folder. */
export function dataDir(): string {
  return path.resolve(env().SHELFWISE_DATA);
}

/** The environment to hand to a child process: this one's, with changes. */
export function childEnv(changes: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}
