import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { addClasses } from './add-classes.ts';

/** A framed piece of a page. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return (
    <section
      className={addClasses('min-w-0 rounded-lg border border-line bg-surface p-4', className)}
      {...rest}
    />
  );
}

/** The top of a page: its name, one sentence, and what can be done. */
export function PageHeader({
  title,
  lead,
  actions,
}: {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-3">
      <div className="min-w-0">
        <h1 className="break-words">{title}</h1>
        {lead ? <p className="mt-1 max-w-prose text-sm text-muted">{lead}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </header>
  );
}

/** What stands where there is nothing yet: why, and what to do. `isPage`: the page says nothing else; `href`: where that is done. */
export function EmptyState({
  title,
  isPage = false,
  href,
  children,
}: {
  title: string;
  isPage?: boolean;
  href?: string;
  children?: ReactNode;
}) {
  const Heading = isPage ? 'h1' : 'h2';
  return (
    <div className="rounded-lg border border-dashed border-line px-6 py-12 text-center">
      <Heading>{title}</Heading>
      {children ? (
        <div className="mx-auto mt-2 max-w-prose text-sm text-muted">
          {href ? (
            <Link href={href} className="text-accent underline">
              {children}
            </Link>
          ) : (
            children
          )}
        </div>
      ) : null}
    </div>
  );
}

const tones = {
  plain: 'text-muted',
  ok: 'text-ok',
  doubt: 'text-doubt',
  stop: 'text-stop',
  accent: 'text-accent',
};

/** A word about the state of something. The word carries the meaning, the colour repeats it. */
export function Badge({ tone = 'plain', children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      className={addClasses(
        'inline-flex items-center rounded-full border border-current px-2 py-0.5 text-xs font-medium',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
