import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Field, Select } from '#components/ui/field.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { WrongGroup } from '#server/insights/schema-wrong.ts';
import { orderGroups, type WrongOrder, wrongOrders } from './order-groups.ts';
import { rangeMax, WrongRange } from './wrong-range.tsx';

interface WrongTableProps {
  kind: 'category' | 'seller';
  groups: readonly WrongGroup[];
  /** Rows shown of them before somebody asks for all. */
  limit: number;
}

const captions = { category: 'categories', seller: 'sellers' } as const;

/** The way to it above, small; the name itself as what is read and clicked. */
function GroupName({ name, href }: { name: string; href: string }) {
  const path = name.split(' > ');
  return (
    <>
      {path.length > 1 ? (
        <span className="block text-xs text-muted">{path.slice(0, -1).join(' › ')}</span>
      ) : null}
      <Link href={href} prefetch={false} className="text-accent underline">
        {path.at(-1)}
      </Link>
    </>
  );
}

/** Groups with the share of their given categories that is estimated wrong; each leads to its doubted products. */
export function WrongTable({ kind, groups, limit }: WrongTableProps) {
  const t = useTranslations('wrong');
  const { number } = useFormat();
  const [order, setOrder] = useState<WrongOrder>('count');
  const [isWhole, setWhole] = useState(false);
  if (groups.length === 0) return null;
  const max = rangeMax(groups.map((group) => group.high));
  return (
    <div className="mt-3 min-w-0">
      <div className="max-w-60">
        <Field label={t('order')}>
          <Select value={order} onChange={(event) => setOrder(event.target.value as WrongOrder)}>
            {wrongOrders.map((name) => (
              <option key={name} value={name}>
                {t(`orders.${name}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <FigureTable
        caption={t(captions[kind])}
        head={[t(`head.${kind}`), t('head.rows'), t('head.share'), t('head.doubted'), t('head.found')]}
        rows={orderGroups(groups, order)
          .slice(0, isWhole ? groups.length : limit)
          .map((group) => [
            <GroupName key="name" name={group.name} href={`/products?${kind}=${group.id}`} />,
            number.format(group.rows),
            <WrongRange key="share" share={group.share} low={group.low} high={group.high} max={max} />,
            group.doubted === 0 ? (
              '0'
            ) : (
              <Link
                key="doubted"
                href={`/products?${kind}=${group.id}&doubt=doubted`}
                prefetch={false}
                className="text-accent underline"
              >
                {number.format(group.doubted)}
              </Link>
            ),
            number.format(group.wrong),
          ])}
      />
      {groups.length > limit && !isWhole ? (
        <button
          type="button"
          className="mt-1 min-h-6 text-sm text-accent underline"
          onClick={() => setWhole(true)}
        >
          {t('more', { count: groups.length - limit })}
        </button>
      ) : null}
    </div>
  );
}
