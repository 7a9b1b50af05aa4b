import { z } from 'zod';

/**
 * A value of our own, read back by its schema. One that does not fit is a surprise (older code wrote it, or a hand): thrown as a
 * plain Error, for the doors answer a ZodError by 400, as if whoever asked had asked wrongly.
 */
export function parseStored<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`The stored ${what} does not fit its schema: ${z.prettifyError(parsed.error)}`);
}
