'use client';
import Link from 'next/link';
import { useState } from 'react';
import { percent } from '#components/format.ts';
import { number } from '#components/insights/figure.tsx';
import { formatPrice } from '#components/products/price.ts';
import { Card } from '#components/ui/card.tsx';
import { Field, Input, Select } from '#components/ui/field.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { GroupPortrait, Portrait } from '#server/portrait/schema.ts';

const kinds = { branches: 'branch', categories: 'category', sellers: 'seller' } as const;
type Kind = keyof typeof kinds;
const shownMax = 100;

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
  name: string;
  /** What the column is ordered by, the largest first; null stands last. */
  value: (group: GroupPortrait) => number | null;
  show?: (group: GroupPortrait) => string;
}
const share = (value: number | null): string => (value === null ? '–' : percent.format(value));

const columns: readonly Column[] = [
  { name: 'Products', value: (group) => group.products, show: (group) => number.format(group.products) },
  {
    name: 'Title words',
    value: (group) => -group.titleWords.median,
    show: ({ titleWords }) => `${titleWords.median} (${titleWords.low}–${titleWords.high})`,
  },
  { name: 'No brand', value: missing('brand') },
  { name: 'No GTIN', value: missing('gtin') },
  { name: 'No description', value: missing('description') },
  { name: 'No picture', value: missing('picture') },
  { name: 'On white', value: (group) => ofPictures(group.whiteBorders, group) },
  { name: 'Flat', value: (group) => ofPictures(group.flatPictures, group) },
  {
    name: 'Price',
    value: (group) => group.price?.median ?? null,
    show: ({ price }) => (price ? formatPrice(price.median, price.currency) : '–'),
  },
  {
    name: 'Price spread',
    value: spreadOf,
    show: (group) => {
      const spread = spreadOf(group);
      return spread === null ? '–' : `${number.format(spread)}×`;
    },
  },
];

function hrefOf(kind: Kind, group: GroupPortrait): string {
  if (kind === 'sellers') return `/products?seller=${group.id}`;
  return `/products?category=${group.id ?? 'none'}`;
}

/** Figures of every branch, category or seller, in the order of any of them. */
export function GroupTable({ portrait }: { portrait: Portrait }) {
  const [kind, setKind] = useState<Kind>('branches');
  const [order, setOrder] = useState('Products');
  const [typed, setTyped] = useState('');
  const by = columns.find((column) => column.name === order) ?? columns[0];
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
      <h2>By {kinds[kind]}</h2>
      <div className="mt-2 flex flex-wrap items-end gap-3">
        <Field label="Group">
          <Select value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
            {Object.entries(kinds).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Order">
          <Select value={order} onChange={(event) => setOrder(event.target.value)}>
            {columns.map(({ name }) => (
              <option key={name} value={name}>
                {name === 'Title words' ? 'Shortest titles' : name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Name">
          <Input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      </div>
      <ScrollBox label={`Figures by ${kinds[kind]}`} className="mt-3">
        <table className="w-full text-sm tabular-nums">
          <caption className="sr-only">Figures of the data by {kinds[kind]}</caption>
          <thead>
            <tr className="border-b border-line text-right text-muted">
              <th scope="col" className="py-1.5 pr-4 text-left font-normal">
                Name
              </th>
              {columns.map(({ name }) => (
                <th
                  key={name}
                  scope="col"
                  aria-sort={
                    name === order ? (name === 'Title words' ? 'ascending' : 'descending') : undefined
                  }
                  className={`px-2 font-normal whitespace-nowrap ${name === order ? 'text-ink' : ''}`}
                >
                  {name}
                </th>
              ))}
              <th scope="col" className="px-2 text-left font-normal">
                Most from
              </th>
              <th scope="col" className="pl-2 text-left font-normal">
                Words of its own
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
      {hidden > 0 ? (
        <p className="mt-2 text-sm text-muted">
          {number.format(hidden)} more are not shown; search for a name.
        </p>
      ) : null}
      <p className="mt-2 text-sm text-muted">
        Title words: the middle, and from the 5th to the 95th percentile. Price spread: the 95th percentile
        over the 5th.
      </p>
    </Card>
  );
}

function GroupLine({ group, href, kind }: { group: GroupPortrait; href: string; kind: Kind }) {
  const steps = group.name.split(' > ');
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
      {columns.map(({ name, value, show }) => (
        <td key={name} className="px-2 text-right whitespace-nowrap">
          {show ? show(group) : share(value(group))}
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
