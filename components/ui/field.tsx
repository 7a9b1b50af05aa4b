import type { ComponentProps, ReactNode } from 'react';
import { joinClasses } from './join-classes.ts';

export const inputClasses =
  'h-9 w-full rounded-md border border-line bg-surface px-3 text-sm text-ink placeholder:text-muted disabled:opacity-50 file:me-3 file:h-full file:border-0 file:bg-transparent file:font-medium file:text-accent';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={joinClasses(inputClasses, className)} {...rest} />;
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select className={joinClasses(inputClasses, className)} {...rest} />;
}

/** A control with its name above and, below, what it means or what is wrong with it. */
export function Field({
  label,
  hint,
  problem,
  children,
}: {
  label: string;
  hint?: ReactNode;
  problem?: string | null;
  children: ReactNode;
}) {
  return (
    <div className="space-y-1">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the child. */}
      <label className="block space-y-1">
        <span className="text-sm font-medium">{label}</span>
        {children}
      </label>
      {hint ? <p className="text-xs text-muted">{hint}</p> : null}
      {problem ? (
        <p role="alert" className="text-xs text-stop">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
