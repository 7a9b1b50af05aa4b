/** What is wrong with the PostgreSQL that DATABASE_URL names, in one sentence that tells what to do. No passwords. */

interface Failure {
  code?: string;
  message: string;
  cause?: unknown;
  errors?: unknown[];
}

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

function place(url: string): string {
  const { hostname, port, searchParams } = new URL(url);
  return searchParams.get('host') ?? `${hostname || 'localhost'}:${port || 5432}`;
}

/** Null where the failure is none of the known ones. `url` is DATABASE_URL as it was given. */
export function databaseProblem(url: string, error: unknown): string | null {
  const form = 'postgresql://user:password@host:5432/database';
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    return `DATABASE_URL is not an address of a PostgreSQL database: write it as ${form}, or leave it unset for the embedded one.`;
  const { code = '', message } = rootOf(error);
  const { pathname, username } = new URL(url);
  const name = decodeURIComponent(pathname.slice(1));
  if (unreachable.includes(code) || /timeout expired|connection timeout/i.test(message))
    return `No PostgreSQL answers at ${place(url)}, which DATABASE_URL names: is it running, and reachable from here?`;
  if (unknownHost.includes(code))
    return `The host of DATABASE_URL, ${place(url)}, is not known: check its name.`;
  if (code.startsWith('28') || /client password must be a string/.test(message))
    return `PostgreSQL at ${place(url)} refuses user ${decodeURIComponent(username)}: check user and password in DATABASE_URL.`;
  if (code === '3D000')
    return `PostgreSQL at ${place(url)} has no database "${name}": create it, or name another one in DATABASE_URL.`;
  if (extensionMissing.includes(code) && /extension/.test(message))
    return `PostgreSQL at ${place(url)} lacks an extension that Shelfwise needs (${message}): install pgvector and pg_trgm there.`;
  if (code === '42501')
    return `User ${decodeURIComponent(username)} may not do what Shelfwise needs in database "${name}" (${message}): let an administrator run CREATE EXTENSION vector; CREATE EXTENSION pg_trgm; there and give this user its own schema.`;
  if (/does not support SSL/.test(message))
    return `PostgreSQL at ${place(url)} does not speak SSL: leave sslmode out of DATABASE_URL.`;
  return null;
}
