/** What is wrong with the PostgreSQL that DATABASE_URL names, in one sentence that tells what to do. No passwords. */

interface Failure {
  code?: string;
  message: string;
  cause?: unknown;
  errors?: unknown[];
}

const form = 'postgresql://user:password@host:5432/database';
const unreachable = ['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ENOENT'];
const unknownHost = ['ENOTFOUND', 'EAI_AGAIN'];
/** 0A000 since PostgreSQL 16, 58P01 before. */
const extensionMissing = ['0A000', '58P01'];

/** The first error with a code: of an error and of what it was made of. */
function rootOf(error: unknown): Failure {
  const failure = error as Failure;
  if (failure.code || !failure.cause) return failure;
  return rootOf(failure.cause);
}

interface Place {
  /** Host and port, or the folder of the socket. */
  at: string;
  database: string;
  user: string;
}

/** The first rule that applies is said. */
const rules: { applies: (failure: Failure) => boolean; say: (place: Place, message: string) => string }[] = [
  {
    applies: ({ code = '', message }) =>
      unreachable.includes(code) || /timeout expired|connection timeout/i.test(message),
    say: ({ at }) =>
      `No PostgreSQL answers at ${at}, which DATABASE_URL names: is it running, and reachable from here?`,
  },
  {
    applies: ({ code = '' }) => unknownHost.includes(code),
    say: ({ at }) => `The host of DATABASE_URL, ${at}, is not known: check its name.`,
  },
  {
    applies: ({ code = '', message }) =>
      code.startsWith('28') || /client password must be a string/.test(message),
    say: ({ at, user }) =>
      `PostgreSQL at ${at} refuses user ${user}: check user and password in DATABASE_URL.`,
  },
  {
    applies: ({ code }) => code === '3D000',
    say: ({ at, database }) =>
      `PostgreSQL at ${at} has no database "${database}": create it, or name another one in DATABASE_URL.`,
  },
  {
    applies: ({ code = '', message }) => extensionMissing.includes(code) && /extension/.test(message),
    say: ({ at }, message) =>
      `PostgreSQL at ${at} lacks an extension that Shelfwise needs (${message}): install pgvector and pg_trgm there.`,
  },
  {
    applies: ({ code }) => code === '42501',
    say: ({ database, user }, message) =>
      `User ${user} may not do what Shelfwise needs in database "${database}" (${message}): let an administrator run CREATE EXTENSION vector; CREATE EXTENSION pg_trgm; there and give this user its own schema.`,
  },
  {
    applies: ({ message }) => /does not support SSL/.test(message),
    say: ({ at }) => `PostgreSQL at ${at} does not speak SSL: leave sslmode out of DATABASE_URL.`,
  },
];

/** Null where the failure is none of the known ones. `url` is DATABASE_URL as it was given. */
export function databaseProblem(url: string, error: unknown): string | null {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    return `DATABASE_URL is not an address of a PostgreSQL database: write it as ${form}, or leave it unset for the embedded one.`;
  const failure = rootOf(error);
  const { hostname, port, searchParams, pathname, username } = new URL(url);
  const place = {
    at: searchParams.get('host') ?? `${hostname || 'localhost'}:${port || 5432}`,
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
  };
  return rules.find((rule) => rule.applies(failure))?.say(place, failure.message) ?? null;
}
