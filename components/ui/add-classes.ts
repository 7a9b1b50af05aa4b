import { type ClassValue, clsx } from 'clsx';

/**
 * Class names beside each other. For what every page shows: `joinClasses` settles contradictions between them, which costs
 * 9 kB of script, so here there must be none.
 */
export function addClasses(...values: ClassValue[]): string {
  return clsx(values);
}
