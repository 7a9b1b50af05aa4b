import Link from 'next/link';
import { number } from '#components/format.ts';
import { CategoryPath } from '#components/products/fact-list.tsx';
import { Button } from '#components/ui/button.tsx';
import { Badge } from '#components/ui/card.tsx';
import type { SellerCategoryRow } from '#server/browse/schema-sellers.ts';
import type { Answer } from './use-answers.ts';

const share = (votes: number, voters: number): string =>
  `${Math.round((100 * votes) / Math.max(1, voters))} %`;

function State({ row }: { row: SellerCategoryRow }) {
  if (row.state === 'out-of-scope') return <Badge>out of scope</Badge>;
  if (!row.mapped) return <Badge tone="doubt">not mapped</Badge>;
  const first = row.proposals[0];
  if (first && first.categoryId !== row.mapped.categoryId)
    return <Badge tone="doubt">its products say otherwise</Badge>;
  return <Badge tone="ok">mapped</Badge>;
}

function Proposals({ row }: { row: SellerCategoryRow }) {
  const [first, ...others] = row.proposals;
  if (!first)
    return <p className="text-sm text-muted">No product of it has a suggested or decided category yet.</p>;
  return (
    <div className="min-w-0 text-sm">
      <p className="break-words">
        <CategoryPath pathName={first.pathName} />{' '}
        <span className="text-xs text-muted">
          {share(first.votes, row.voters)}, {number.format(first.votes)} of {number.format(row.voters)}
        </span>
      </p>
      {others.length > 0 ? (
        <p className="break-words text-xs text-muted">
          also{' '}
          {others
            .map((one) => `${one.pathName.split(' > ').at(-1)} ${share(one.votes, row.voters)}`)
            .join(', ')}
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
              {number.format(row.products)} products
            </Link>
            {row.placed > 0 ? <span>{number.format(row.placed)} placed by the mapping</span> : null}
            <State row={row} />
          </p>
        </div>
        <div className="grid min-w-0 gap-1">
          {row.mapped && !isTaken ? (
            <p className="break-words text-sm">
              <span className="text-xs text-muted">mapped to </span>
              <CategoryPath pathName={row.mapped.pathName} />
            </p>
          ) : null}
          <Proposals row={row} />
          {review ? (
            <p className="text-xs text-muted">
              {review.answer} by {review.by}
            </p>
          ) : null}
        </div>
        {mayReview ? (
          <div className="flex flex-wrap gap-1.5 lg:max-w-96 lg:justify-end">
            {first && !isTaken ? (
              <Button
                size="small"
                look="primary"
                disabled={isBusy}
                aria-label={`Accept the proposal for ${row.path}`}
                onClick={() => onAnswer({ answer: 'accept', categoryId: first.categoryId })}
              >
                Accept
              </Button>
            ) : null}
            <Button
              size="small"
              disabled={isBusy}
              aria-label={`Choose another category for ${row.path}`}
              onClick={onPick}
            >
              Other …
            </Button>
            {row.state === 'out-of-scope' ? null : (
              <Button
                size="small"
                disabled={isBusy}
                aria-label={`${row.path} is out of scope`}
                onClick={() => onAnswer({ answer: 'out-of-scope' })}
              >
                Out of scope
              </Button>
            )}
            {review ? (
              <Button
                size="small"
                look="quiet"
                disabled={isBusy}
                aria-label={`Undo the answer for ${row.path}`}
                onClick={() => onUndo(review.reviewId)}
              >
                Undo
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
    </li>
  );
}
