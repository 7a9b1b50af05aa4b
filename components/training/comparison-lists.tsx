'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { Comparison, DifferingItem } from '#server/training/schema-compare.ts';

const linkTo = (href: string) => (text: ReactNode) => (
  <Link href={href} className="text-accent underline">
    {text}
  </Link>
);

/** Puts what nobody has judged of it into the category queue. */
function AskDiffering({ candidate }: { candidate: string }) {
  const t = useTranslations('comparison.differing');
  const why = useWhy();
  const may = useMay('lead', 'ml');
  const ask = useMutation({
    mutationFn: () =>
      fetchJson<{ asked: number; of: number }>('/api/training/compare/ask', {
        method: 'POST',
        body: JSON.stringify({ candidate }),
      }),
  });
  if (!may) return null;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-3">
      <Button size="small" onClick={() => ask.mutate()} disabled={ask.isPending}>
        {t('ask')}
      </Button>
      <p role="status" className="text-sm">
        {ask.data
          ? t.rich('asked', { ...ask.data, queue: linkTo('/review/categories?reason=training') })
          : null}
        {ask.error ? t('notAsked', { reason: why(ask.error) }) : null}
      </p>
    </div>
  );
}

function Answers({ item }: { item: DifferingItem }) {
  const t = useTranslations('comparison.differing');
  const { truth, candidate, other } = item;
  return (
    <p>
      {t('known', { truth })}
      {candidate === truth ? t('candidateSame') : t('candidateSays', { answer: candidate })}
      {other === truth ? t('otherSame') : t('otherSays', { answer: other })}
    </p>
  );
}

/** So many stand at once: what follows them on the page is worth as much. */
const differingShown = 8;

/** Products on which the candidate and the model beside it differ. */
export function Differing({ comparison }: { comparison: Comparison }) {
  const t = useTranslations('comparison.differing');
  const { count, items } = comparison.differing;
  const [isAll, setAll] = useState(false);
  if (!comparison.leaf) return null;
  return (
    <Card>
      <h2>{t('title', { count })}</h2>
      {count > 0 ? <AskDiffering candidate={comparison.models[0].modelVersionId} /> : null}
      {items.length === 0 ? <p className="mt-2 text-sm text-muted">{t('none')}</p> : null}
      <ul className="mt-2 divide-y divide-line text-sm">
        {(isAll ? items : items.slice(0, differingShown)).map((item) => (
          <li key={item.productId} className="grid gap-0.5 py-2">
            <Link href={`/products/${item.productId}`} className="text-accent underline">
              {item.title}
            </Link>
            <Answers item={item} />
          </li>
        ))}
      </ul>
      {!isAll && items.length > differingShown ? (
        <Button size="small" onClick={() => setAll(true)}>
          {t('all', { count: items.length })}
        </Button>
      ) : null}
    </Card>
  );
}

export function Confusions({ comparison }: { comparison: Comparison }) {
  const t = useTranslations('comparison.confusions');
  const { percent, number } = useFormat();
  return (
    <Card>
      <h2>{t('title')}</h2>
      <p className="mt-1 text-sm text-muted">{t.rich('lead', { values: linkTo('/training/values') })}</p>
      {comparison.confusions.length === 0 ? <p className="mt-2 text-sm">{t('none')}</p> : null}
      <FigureTable
        label={t('name')}
        caption={t('caption')}
        head={[t('known'), t('answered'), t('products'), t('share'), t('branch')]}
        rows={comparison.confusions.map(({ truth, answer, count, share, sameBranch }) => [
          truth,
          answer,
          number.format(count),
          percent.format(share),
          t(sameBranch ? 'same' : 'otherBranch'),
        ])}
      />
    </Card>
  );
}
