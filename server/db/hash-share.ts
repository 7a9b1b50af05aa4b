import { Prisma } from './generated/client.ts';

/** A place in 0..1 from the first 32 bits of a text's SHA-256, as a number of SQL: chance that is the same on every database. */
export function hashShare(text: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(('x' || substr(encode(sha256(convert_to(${text}, 'UTF8')), 'hex'), 1, 8))::bit(32)::bigint / 4294967296.0)`;
}
