import type { ReactNode } from 'react';
import { addClasses } from './add-classes.ts';

/**
 * A box that scrolls sideways by itself where what is in it does not fit, so that the page never does. It can be reached by
 * keyboard and has a name. `relative` keeps what is hidden from sight (captions, words for screen readers) inside it.
 */
export function ScrollBox({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      className={addClasses('relative overflow-x-auto', className)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {children}
    </section>
  );
}
