'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button, buttonClasses } from '#components/ui/button.tsx';
import { Card, PageHeader } from '#components/ui/card.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { CardSection, ModelCard } from '#server/training/schema-card.ts';

/** A model card: what the model is for, what it was made from, how it was measured. Printed, the desk around it is left out. Its text is English, like the file. */
export function ModelCardPage({ card }: { card: ModelCard }) {
  const t = useTranslations('training');
  return (
    <article>
      <PageHeader
        title={t('card.title', { name: card.title })}
        lead={<span lang="en">{card.lead}</span>}
        actions={
          <span className="flex flex-wrap items-center gap-3 print:hidden">
            <Link href="/training" className="text-sm text-accent underline">
              {t('allRuns')}
            </Link>
            <a href={`/api/training/models/${card.id}/card`} className={buttonClasses()}>
              {t('card.download')}
            </a>
            <Button onClick={() => window.print()}>{t('card.print')}</Button>
          </span>
        }
      />
      <div lang="en" className="grid grid-cols-1 gap-4">
        {card.sections.map((section) => (
          <Section key={section.name} section={section} />
        ))}
      </div>
    </article>
  );
}

function Section({ section }: { section: CardSection }) {
  return (
    <Card className="break-inside-avoid-page">
      <h2>{section.name}</h2>
      {section.paragraphs.map((text) => (
        <p key={text} className="mt-2 max-w-prose text-sm">
          {text}
        </p>
      ))}
      {section.facts.length > 0 ? (
        <dl className="mt-3 grid grid-cols-1 gap-x-6 gap-y-1 text-sm sm:grid-cols-[fit-content(50%)_minmax(0,1fr)]">
          {section.facts.map(([name, value], at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: facts never move, and a model may be put to use twice at one minute
            <div key={at} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="break-words tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {section.tables.map((table) => (
        <FigureTable key={table.caption} caption={table.caption} head={table.head} rows={table.rows} />
      ))}
    </Card>
  );
}
