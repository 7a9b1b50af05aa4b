'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge, Card } from '#components/ui/card.tsx';
import type { AcceptedPage, AcceptedView } from '#server/acceptance/schema.ts';
import type { Queue } from '#server/review/schema.ts';
import { TakeBack } from './take-back.tsx';

const acceptedKey = (catalogId: string, queue: Queue) => ['accepted', catalogId, queue] as const;

interface AcceptedListProps {
  catalogId: string;
  queue: Queue;
}

/** What policies decided, one by one and newest first; leads take a single one back. */
export function AcceptedList({ catalogId, queue }: AcceptedListProps) {
  const t = useTranslations('acceptance.accepted');
  const why = useWhy();
  const query = useInfiniteQuery({
    queryKey: acceptedKey(catalogId, queue),
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ catalog: catalogId, queue, after: pageParam });
      return fetchJson<AcceptedPage>(`/api/acceptance/accepted?${asked}`);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card>
      <h2 id="accepted">{t('title')}</h2>
      {query.error ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          {t('unreadable', { why: why(query.error) })}
        </p>
      ) : null}
      {query.isSuccess && items.length === 0 ? (
        <p className="mt-2 text-sm text-muted">{t(`none.${queue}`)}</p>
      ) : null}
      <ul aria-labelledby="accepted" className="mt-2 divide-y divide-line">
        {items.map((item) => (
          <AcceptedRow key={item.decisionId} {...{ catalogId, queue, item }} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button
          className="mt-3"
          onClick={() => void query.fetchNextPage()}
          disabled={query.isFetchingNextPage}
        >
          {t('more')}
        </Button>
      ) : null}
    </Card>
  );
}

function AcceptedRow({ catalogId, queue, item }: AcceptedListProps & { item: AcceptedView }) {
  const t = useTranslations('acceptance.accepted');
  const { moment, proven } = useFormat();
  const may = useMay('lead');
  const { at, before, after, listings, returned, isOvertaken } = item;
  return (
    <li className="space-y-1 py-3 text-sm">
      {listings.map(({ productId, title }) => (
        <p key={productId} className="truncate">
          <Link href={`/products/${productId}`} prefetch={false} className="hover:underline">
            {title}
          </Link>
        </p>
      ))}
      {queue === 'categories' ? (
        <p>
          <span className="text-muted">{before ?? t('noCategory')}</span> → {after}
        </p>
      ) : null}
      <p className="text-muted">
        {t.rich('line', {
          share: proven.format(item.p),
          version: String(item.policyVersion),
          time: () => <time dateTime={at}>{moment(at)}</time>,
        })}
      </p>
      {returned ? (
        <p>
          <Badge tone="doubt">{t('returned')}</Badge>{' '}
          <span className="text-muted">
            {t.rich(returned.by === null ? 'byPolicy' : 'byPerson', {
              by: returned.by ?? '',
              time: () => <time dateTime={returned.at}>{moment(returned.at)}</time>,
            })}
          </span>
        </p>
      ) : null}
      {isOvertaken ? <p className="text-muted">{t('overtaken')}</p> : null}
      {may && !isOvertaken ? <TakeBack {...{ catalogId, queue, item }} /> : null}
    </li>
  );
}
