'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useKeyWords } from '#components/deck/answer-button.tsx';

const steps = [
  { name: 'import', href: '/import' },
  { name: 'categories', href: '/review/categories' },
  { name: 'duplicates', href: '/review/duplicates' },
  { name: 'labels', href: '/labels' },
  { name: 'training', href: '/training' },
  { name: 'pipeline', href: '/pipeline' },
] as const;

/** The way through the desk, in the order of the flow. */
export function TourSteps() {
  const t = useTranslations('tour.steps');
  const keyOf = useKeyWords('category');
  const keys = {
    ...{ accept: keyOf('accept'), option: keyOf('option'), other: keyOf('other') },
    ...{ cantTell: keyOf('cant-tell'), undo: keyOf('undo') },
  };
  return (
    <ol className="space-y-1 rounded-lg border border-line bg-surface p-2">
      {steps.map(({ name, href }, at) => (
        <li key={name}>
          <Link href={href} className="flex gap-3 rounded-md p-3 hover:bg-mat">
            <span
              aria-hidden
              className="flex size-7 shrink-0 items-center justify-center rounded-full border border-line text-sm"
            >
              {at + 1}
            </span>
            <span>
              <span className="font-medium">{t(`${name}.name`)}</span>
              <span className="block text-sm text-muted">{t(`${name}.text`, keys)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
