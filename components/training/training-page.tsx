import Link from 'next/link';
import type { ReactNode } from 'react';
import { useWhy } from '#components/language/use-why.ts';
import { PageHeader } from '#components/ui/card.tsx';

interface TrainingPageProps {
  title: string;
  lead: string;
  /** What the way back to all runs is called. */
  runs: string;
  /** Why the page could not be read. */
  error: Error | null;
  children: ReactNode;
}

/** A page beside the training runs: its title, the way back to them, and what went wrong. */
export function TrainingPage({ title, lead, runs, error, children }: TrainingPageProps) {
  const why = useWhy();
  return (
    <>
      <PageHeader
        title={title}
        lead={lead}
        actions={
          <Link href="/training" className="text-sm text-accent underline">
            {runs}
          </Link>
        }
      />
      {error ? (
        <p role="alert" className="text-sm text-stop">
          {why(error)}
        </p>
      ) : null}
      <div className="grid grid-cols-1 gap-5">{children}</div>
    </>
  );
}
