import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { addClasses } from './add-classes.ts';

/** Looks of a button; links that act as one use it too. */
export const buttonClasses = cva(
  'inline-flex items-center justify-center gap-2 rounded-md border font-medium sm:whitespace-nowrap ' +
    'transition-colors duration-100 disabled:opacity-50 disabled:pointer-events-none',
  {
    variants: {
      look: {
        primary: 'border-accent bg-accent text-on-accent hover:opacity-90',
        plain: 'border-line bg-surface text-ink hover:bg-mat',
        quiet: 'border-transparent bg-transparent text-ink hover:bg-mat',
        stop: 'border-stop bg-surface text-stop hover:bg-mat',
      },
      // Least heights: at four times the size a label breaks into lines (WCAG 1.4.10).
      size: {
        normal: 'min-h-9 px-3.5 py-1 text-sm',
        small: 'min-h-7 px-2.5 py-0.5 text-sm',
        large: 'min-h-11 px-5 py-1 text-base',
      },
    },
    defaultVariants: { look: 'plain', size: 'normal' },
  },
);

export function Button({
  look,
  size,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & VariantProps<typeof buttonClasses>) {
  return <button type={type} className={addClasses(buttonClasses({ look, size }), className)} {...rest} />;
}
