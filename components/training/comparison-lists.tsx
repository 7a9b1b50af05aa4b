'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
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

/** Products on which the candidate and the model beside it differ. */
export function Differing({ comparison }: { comparison: Comparison }) {
  const t = useTranslations('comparison.differing');
  const { count, items } = comparison.differing;
  if (!comparison.leaf) return null;
  return (
    <Card>
      <h2>{t('title', { count })}</h2>
      {count > 0 ? <AskDiffering candidate={comparison.models[0].modelVersionId} /> : null}
      {items.length === 0 ? <p className="mt-2 text-sm text-muted">{t('none')}</p> : null}
      <ul className="mt-2 divide-y divide-line text-sm">
        {items.map((item) => (
          <li key={item.productId} className="grid gap-0.5 py-2">
            <Link href={`/products/${item.productId}`} className="text-accent underline">
              {item.title}
            </Link>
            <Answers item={item} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function Confusions({ comparison }: { comparison: Comparison }) {
  const t = useTranslations('comparison.confusions');
  const { percent } = useFormat();
  return (
    <Card>
      <h2>{t('title')}</h2>
      <p className="mt-1 text-sm text-muted">{t.rich('lead', { values: linkTo('/training/values') })}</p>
      {comparison.confusions.length === 0 ? <p className="mt-2 text-sm">{t('none')}</p> : null}
      {comparison.confusions.length > 0 ? (
        <ScrollBox label={t('name')}>
          <table className="mt-2 w-full text-sm tabular-nums">
            <caption className="sr-only">{t('caption')}</caption>
            <thead>
              <tr className="border-b border-line text-left text-muted">
                {(['known', 'answered', 'products', 'share', 'branch'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {comparison.confusions.map((confusion) => (
                <tr key={`${confusion.truth}${confusion.answer}`} className="border-b border-line">
                  <td className="py-1 pr-4">{confusion.truth}</td>
                  <td className="pr-4">{confusion.answer}</td>
                  <td>{confusion.count}</td>
                  <td>{percent.format(confusion.share)}</td>
                  <td>{t(confusion.sameBranch ? 'same' : 'otherBranch')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      ) : null}
    </Card>
  );
}
