import Link from 'next/link';

const steps = [
  {
    href: '/import',
    name: 'Look at the imports',
    text: 'Twelve sellers, each with columns, a tree and habits of its own, in CSV, TSV, JSON Lines and Parquet. Eight rows had no title: they are kept, with line and reason.',
  },
  {
    href: '/review/categories',
    name: 'Review ten categories',
    text: 'F accepts the proposal, 1–5 takes another, D searches, A says that you cannot tell, Z takes back. The next item is there before you ask.',
  },
  {
    href: '/review/duplicates',
    name: 'Merge three clusters',
    text: 'All are ticked: untick what does not belong, F merges. Differing fields stand on top; storage, pack size and colour are the usual traps. Z undoes a merge.',
  },
  {
    href: '/labels',
    name: 'See your answers as labels',
    text: 'Each decision is a fact with its author. Export them, or the corrected catalog with the differences for each seller.',
  },
  {
    href: '/training',
    name: 'Train again',
    text: 'The new model learns from your labels and is compared with the active one. Nothing changes until you promote it.',
  },
  {
    href: '/pipeline',
    name: 'Watch the flow',
    text: 'Every product stands in exactly one state of every stage. What failed says why, and can be tried again.',
  },
];

/** The way through the desk, in the order of the flow. */
export function TourSteps() {
  return (
    <ol className="space-y-1 rounded-lg border border-line bg-surface p-2">
      {steps.map((step, at) => (
        <li key={step.href}>
          <Link href={step.href} className="flex gap-3 rounded-md p-3 hover:bg-mat">
            <span
              aria-hidden
              className="flex size-7 shrink-0 items-center justify-center rounded-full border border-line text-sm"
            >
              {at + 1}
            </span>
            <span>
              <span className="font-medium">{step.name}</span>
              <span className="block text-sm text-muted">{step.text}</span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
