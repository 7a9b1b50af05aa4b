'use client';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Format, useFormat } from '#components/language/format.ts';
import type { SourceMessages } from '#components/language/messages.ts';
import { Card } from '#components/ui/card.tsx';
import { Field, Input, Select } from '#components/ui/field.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { GroupPortrait, Portrait } from '#server/portrait/schema.ts';

const kinds = ['branches', 'categories', 'sellers'] as const;
type Kind = (typeof kinds)[number];
const shownMax = 100;
/** What the portrait calls a category that the taxonomy in use does not have. */
const olderTaxonomy = 'an older taxonomy';

/** Ratio of the dear to the cheap end of prices. */
function spreadOf({ price }: GroupPortrait): number | null {
  return price && price.count > 1 && price.low > 0 ? price.high / price.low : null;
}
const missing =
  (field: keyof GroupPortrait['missing']) =>
  (group: GroupPortrait): number =>
    group.missing[field] / Math.max(1, group.products);
const ofPictures = (count: number, group: GroupPortrait): number | null =>
  group.pictures > 0 ? count / group.pictures : null;

interface Column {
  key: keyof SourceMessages['portrait']['groups']['column'];
  /** What the column is ordered by, the largest first; null stands last. */
  value: (group: GroupPortrait) => number | null;
  /** Without it the value is a share. */
  show?: (group: GroupPortrait, format: Format) => string;
}

const columns: readonly Column[] = [
  {
    key: 'products',
    value: (group) => group.products,
    show: (group, { number }) => number.format(group.products),
  },
  {
    key: 'titleWords',
    value: (group) => -group.titleWords.median,
    show: ({ titleWords }) => `${titleWords.median} (${titleWords.low}–${titleWords.high})`,
  },
  { key: 'noBrand', value: missing('brand') },
  { key: 'noGtin', value: missing('gtin') },
  { key: 'noDescription', value: missing('description') },
  { key: 'noPicture', value: missing('picture') },
  { key: 'onWhite', value: (group) => ofPictures(group.whiteBorders, group) },
  { key: 'flat', value: (group) => ofPictures(group.flatPictures, group) },
  {
    key: 'price',
    value: (group) => group.price?.median ?? null,
    show: ({ price }, format) => (price ? format.price(price.median, price.currency) : '–'),
  },
  {
    key: 'priceSpread',
    value: spreadOf,
    show: (group, { tenths }) => {
      const spread = spreadOf(group);
      return spread === null ? '–' : `${tenths.format(spread)}×`;
    },
  },
];

function hrefOf(kind: Kind, group: GroupPortrait): string {
  if (kind === 'sellers') return `/products?seller=${group.id}`;
  return `/products?category=${group.id ?? 'none'}`;
}

/** Figures of every branch, category or seller, in the order of any of them. */
export function GroupTable({ portrait }: { portrait: Portrait }) {
  const t = useTranslations('portrait.groups');
  const [kind, setKind] = useState<Kind>('branches');
  const [order, setOrder] = useState<Column['key']>('products');
  const [typed, setTyped] = useState('');
  const by = columns.find((column) => column.key === order) ?? columns[0];
  const wanted = typed.trim().toLowerCase();
  const found = portrait[kind]
    .filter((group) => group.name.toLowerCase().includes(wanted))
    .toSorted(
      (a, b) => (by.value(b) ?? Number.NEGATIVE_INFINITY) - (by.value(a) ?? Number.NEGATIVE_INFINITY),
    );
  const leftOut = { branches: 0, categories: portrait.categoriesLeftOut, sellers: portrait.sellersLeftOut }[
    kind
  ];
  const hidden = Math.max(0, found.length - shownMax) + leftOut;
  return (
    <Card className="min-w-0">
      <h2>{t(`title.${kind}`)}</h2>
      <div className="mt-2 flex flex-wrap items-end gap-3">
        <Field label={t('group')}>
          <Select value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`kind.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('order')}>
          <Select value={order} onChange={(event) => setOrder(event.target.value as Column['key'])}>
            {columns.map(({ key }) => (
              <option key={key} value={key}>
                {key === 'titleWords' ? t('shortest') : t(`column.${key}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('name')}>
          <Input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      </div>
      <ScrollBox label={t(`label.${kind}`)} className="mt-3">
        <table className="w-full text-sm tabular-nums">
          <caption className="sr-only">{t(`caption.${kind}`)}</caption>
          <thead>
            <tr className="border-b border-line text-right text-muted">
              <th scope="col" className="py-1.5 pr-4 text-left font-normal">
                {t('name')}
              </th>
              {columns.map(({ key }) => (
                <th
                  key={key}
                  scope="col"
                  aria-sort={key === order ? (key === 'titleWords' ? 'ascending' : 'descending') : undefined}
                  className={`px-2 font-normal whitespace-nowrap ${key === order ? 'text-ink' : ''}`}
                >
                  {t(`column.${key}`)}
                </th>
              ))}
              <th scope="col" className="px-2 text-left font-normal">
                {t('mostFrom')}
              </th>
              <th scope="col" className="pl-2 text-left font-normal">
                {t('words')}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, shownMax).map((group) => (
              <GroupLine key={group.id ?? 'none'} group={group} href={hrefOf(kind, group)} kind={kind} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {hidden > 0 ? <p className="mt-2 text-sm text-muted">{t('more', { count: hidden })}</p> : null}
      <p className="mt-2 text-sm text-muted">{t('note')}</p>
    </Card>
  );
}

function GroupLine({ group, href, kind }: { group: GroupPortrait; href: string; kind: Kind }) {
  const format = useFormat();
  const { percent } = format;
  const share = (value: number | null): string => (value === null ? '–' : percent.format(value));
  const t = useTranslations('portrait.groups');
  const name = group.name === olderTaxonomy ? t('older') : group.name;
  const steps = (group.id === null ? t('noCategory') : name).split(' > ');
  return (
    <tr className="border-b border-line last:border-0">
      <th scope="row" className="min-w-40 py-1.5 pr-4 text-left font-normal">
        <Link href={href} prefetch={false} className="underline">
          {steps.at(-1)}
        </Link>
        {steps.length > 1 ? (
          <span className="block text-xs text-muted">{steps.slice(0, -1).join(' › ')}</span>
        ) : null}
      </th>
      {columns.map(({ key, value, show }) => (
        <td key={key} className="px-2 text-right whitespace-nowrap">
          {show ? show(group, format) : share(value(group))}
        </td>
      ))}
      <td className="px-2 whitespace-nowrap">
        {group.mainSeller && kind !== 'sellers'
          ? `${group.mainSeller.name} ${percent.format(group.mainSeller.products / group.products)}`
          : '–'}
      </td>
      <td className="min-w-56 pl-2 text-muted">{group.words.map(({ word }) => word).join(', ')}</td>
    </tr>
  );
}
