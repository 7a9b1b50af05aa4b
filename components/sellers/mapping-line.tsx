import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { CategoryPath } from '#components/products/fact-list.tsx';
import { Button } from '#components/ui/button.tsx';
import { Badge } from '#components/ui/card.tsx';
import type { SellerCategoryRow } from '#server/browse/schema-sellers.ts';
import type { Answer } from './use-answers.ts';

function State({ row }: { row: SellerCategoryRow }) {
  const t = useTranslations('sellers.line');
  if (row.state === 'out-of-scope') return <Badge>{t('outOfScope')}</Badge>;
  if (!row.mapped) return <Badge tone="doubt">{t('notMapped')}</Badge>;
  const first = row.proposals[0];
  if (first && first.categoryId !== row.mapped.categoryId) return <Badge tone="doubt">{t('differs')}</Badge>;
  return <Badge tone="ok">{t('mapped')}</Badge>;
}

function Proposals({ row }: { row: SellerCategoryRow }) {
  const t = useTranslations('sellers.line');
  const { percent } = useFormat();
  const share = (votes: number): string => percent.format(votes / Math.max(1, row.voters));
  const [first, ...others] = row.proposals;
  if (!first) return <p className="text-sm text-muted">{t('noVotes')}</p>;
  return (
    <div className="min-w-0 text-sm">
      <p className="break-words">
        <CategoryPath pathName={first.pathName} />{' '}
        <span className="text-xs text-muted">
          {t('votes', { share: share(first.votes), votes: first.votes, voters: row.voters })}
        </span>
      </p>
      {others.length > 0 ? (
        <p className="break-words text-xs text-muted">
          {t('also', {
            others: others.map((one) => `${one.pathName.split(' > ').at(-1)} ${share(one.votes)}`).join(', '),
          })}
        </p>
      ) : null}
    </div>
  );
}

/** One category of the seller: what it is called, how much is in it, what it is taken for, and the answers. */
export function MappingLine({
  row,
  mayReview,
  isBusy,
  onAnswer,
  onPick,
  onUndo,
}: {
  row: SellerCategoryRow;
  mayReview: boolean;
  isBusy: boolean;
  onAnswer: (answer: Answer) => void;
  onPick: () => void;
  onUndo: (reviewId: string) => void;
}) {
  const t = useTranslations('sellers.line');
  const first = row.proposals[0];
  const isTaken = first !== undefined && row.mapped?.categoryId === first.categoryId;
  const { review } = row;
  return (
    <li className="rounded-lg border border-line bg-surface p-3" data-path={row.path}>
      <div className="grid gap-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_auto] lg:items-start">
        <div className="min-w-0">
          <p className="break-words text-sm font-medium" dir="auto">
            {row.path}
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-2 text-xs text-muted">
            <Link
              href={`/products?sellerCategory=${row.sellerCategoryId}`}
              prefetch={false}
              className="underline"
            >
              {t('products', { count: row.products })}
            </Link>
            {row.placed > 0 ? <span>{t('placed', { count: row.placed })}</span> : null}
            <State row={row} />
          </p>
        </div>
        <div className="grid min-w-0 gap-1">
          {row.mapped && !isTaken ? (
            <p className="break-words text-sm">
              <span className="text-xs text-muted">{t('mappedTo')} </span>
              <CategoryPath pathName={row.mapped.pathName} />
            </p>
          ) : null}
          <Proposals row={row} />
          {review ? (
            <p className="text-xs text-muted">{t(`by.${review.answer}`, { who: review.by })}</p>
          ) : null}
        </div>
        {mayReview ? (
          <div className="flex flex-wrap gap-1.5 lg:max-w-96 lg:justify-end">
            {first && !isTaken ? (
              <Button
                size="small"
                look="primary"
                disabled={isBusy}
                aria-label={t('acceptOf', { path: row.path })}
                onClick={() => onAnswer({ answer: 'accept', categoryId: first.categoryId })}
              >
                {t('accept')}
              </Button>
            ) : null}
            <Button
              size="small"
              disabled={isBusy}
              aria-label={t('otherOf', { path: row.path })}
              onClick={onPick}
            >
              {t('other')}
            </Button>
            {row.state === 'out-of-scope' ? null : (
              <Button
                size="small"
                disabled={isBusy}
                aria-label={t('outOf', { path: row.path })}
                onClick={() => onAnswer({ answer: 'out-of-scope' })}
              >
                {t('out')}
              </Button>
            )}
            {review ? (
              <Button
                size="small"
                look="quiet"
                disabled={isBusy}
                aria-label={t('undoOf', { path: row.path })}
                onClick={() => onUndo(review.reviewId)}
              >
                {t('undo')}
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
    </li>
  );
}
