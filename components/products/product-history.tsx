'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Card } from '#components/ui/card.tsx';
import type { FieldChange, ProductEvent, WhatWasDecided } from '#server/browse/schema-product.ts';

const answers = [
  'cant-tell',
  'reject',
  'escalate',
  'skip',
  'same',
  'not_same',
  'variant',
  'merge',
  'apart',
  'split',
  'decided',
] as const;

/** Why something is handed to a lead. */
const escalated = [
  'guideline-unclear',
  'category-missing',
  'bad-listing',
  'not-allowed',
  'needs-expert',
] as const;

/** Everything that happened to it, newest first. */
export function ProductHistory({ events }: { events: ProductEvent[] }) {
  const t = useTranslations('products.history');
  const { moment } = useFormat();
  return (
    <Card>
      <h2>{t('title')}</h2>
      <ol className="mt-2 grid gap-3 border-l border-line pl-4 text-sm">
        {events.map((event) => (
          <li key={event.id} className="min-w-0">
            <p className="break-words" dir="auto">
              <What event={event} />
            </p>
            <p className="text-xs text-muted">
              <time dateTime={event.at}>{moment(event.at)}</time>
              {event.by ? ` · ${event.by}` : ''}
            </p>
            {'changes' in event && event.changes.length > 0 ? (
              <details className="mt-1 text-xs">
                <summary className="text-muted">{t('changes')}</summary>
                <Changes changes={event.changes} />
              </details>
            ) : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}

const strong = (chunks: ReactNode) => <span className="font-medium">{chunks}</span>;
const shortPath = (pathName: string): string => pathName.split(' > ').join(' › ');

function useFieldName(): (of: FieldChange['of']) => string {
  const t = useTranslations('products.history');
  return (of) => ('attribute' in of ? of.attribute : t(`field.${of.field}`));
}

function What({ event }: { event: ProductEvent }) {
  const t = useTranslations('products.history');
  const { percent } = useFormat();
  const nameOf = useFieldName();
  switch (event.kind) {
    case 'imported':
    case 'delisted':
      return t.rich(event.kind, { b: strong });
    case 'changed':
    case 'edited': {
      const fields = event.changes.map(({ of }) => nameOf(of)).join(', ') || t('otherFields');
      return t.rich(event.kind, { b: strong, fields });
    }
    case 'suggested': {
      const path = event.pathName === null ? t('goneCategory') : shortPath(event.pathName);
      return t.rich('suggested', { b: strong, path, share: percent.format(event.p) });
    }
    case 'decided':
      return <Decided {...event} />;
    case 'undone':
      return event.about === null
        ? t.rich('undoneLast', { b: strong })
        : t.rich('undone', { b: strong, about: t(`about.${event.about}`) });
  }
}

function Decided({ about, answer, reasonCode, note, isSecond }: WhatWasDecided) {
  const t = useTranslations('products.history');
  const escalations = useTranslations('sheets.escalate.reasons');
  const known = escalated.find((one) => one === reasonCode);
  const extra = [known ? escalations(known) : reasonCode, note, isSecond ? t('secondOpinion') : null]
    .filter(Boolean)
    .join('; ');
  const wordOf = (word: string): string => {
    const answered = answers.find((one) => one === word);
    return answered ? t(`answer.${answered}`) : word;
  };
  return (
    <>
      {'word' in answer
        ? t.rich('decided', { b: strong, about: t(`about.${about}`), answer: wordOf(answer.word) })
        : t.rich('decidedCategory', {
            b: strong,
            path: answer.category === null ? t('goneCategory') : shortPath(answer.category),
          })}
      {extra ? ` (${extra})` : ''}
    </>
  );
}

function Changes({ changes }: { changes: FieldChange[] }) {
  const t = useTranslations('products.history');
  const { fixed } = useFormat();
  const nameOf = useFieldName();
  const shown = ({ of }: FieldChange, value: string): string =>
    'field' in of && of.field === 'price' ? fixed(Number(value) / 100, 2) : value;
  return (
    <ul className="mt-1 grid gap-1">
      {changes.map((change) => (
        <li key={JSON.stringify(change.of)} className="break-words">
          <span className="text-muted">{nameOf(change.of)}:</span>{' '}
          {change.before === null ? <i>{t('nothing')}</i> : <del>{shown(change, change.before)}</del>} →{' '}
          {change.after === null ? (
            <i>{t('nothing')}</i>
          ) : (
            <ins className="no-underline">{shown(change, change.after)}</ins>
          )}
        </li>
      ))}
    </ul>
  );
}
