import Link from 'next/link';
import type { ReactNode } from 'react';
import { PageHeader } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';

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
      <ErrorLine error={error} />
      <div className="grid grid-cols-1 gap-5">{children}</div>
    </>
  );
}
