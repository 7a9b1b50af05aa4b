'use client';

import { useWhy } from '#components/language/use-why.ts';
import { addClasses } from './add-classes.ts';

/** Why something failed, told at once to who sees it and to who hears it; nothing while nothing failed. */
export function ErrorLine({ error, className }: { error: Error | null; className?: string }) {
  const why = useWhy();
  return error ? (
    <p role="alert" className={addClasses('text-sm text-stop', className)}>
      {why(error)}
    </p>
  ) : null;
}
