import Link from 'next/link';
import { Fragment } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Badge, Card } from '#components/ui/card.tsx';
import type { Risk } from '#server/portrait/schema.ts';

const tones = { much: 'stop', some: 'doubt', little: 'plain' } as const;

function hrefOf({ categoryId, sellerId }: Risk['examples'][number]): string | null {
  if (categoryId) return `/products?category=${categoryId}`;
  return sellerId ? `/products?seller=${sellerId}` : null;
}

function Examples({ examples }: { examples: Risk['examples'] }) {
  const t = useTranslations('portrait.risks');
  if (examples.length === 0) return null;
  const list = () =>
    examples.map((example, at) => (
      <Fragment key={`${example.name}${example.categoryId ?? example.sellerId ?? ''}`}>
        {at > 0 ? ', ' : ''}
        <Example example={example} />
      </Fragment>
    ));
  return <p className="mt-1 text-sm text-muted">{t.rich('examples', { list })}</p>;
}

function Example({ example }: { example: Risk['examples'][number] }) {
  const t = useTranslations('portrait.risks');
  const { products, of } = example;
  const href = hrefOf(example);
  const last = example.name.split(' > ').at(-1);
  const name = () =>
    href ? (
      <Link href={href} prefetch={false} className="underline">
        {last}
      </Link>
    ) : (
      last
    );
  return of ? t.rich('exampleOf', { name, products, of }) : t.rich('example', { name, products });
}

/** What is likely to hurt and why, the heaviest first. */
export function RiskList({ risks }: { risks: readonly Risk[] }) {
  const t = useTranslations('portrait.risks');
  const words = useTranslations('portrait.risk');
  const { percent } = useFormat();
  return (
    <Card className="min-w-0">
      <h2>{t('title')}</h2>
      {risks.length === 0 ? (
        <p className="mt-2 text-sm">{t('none')}</p>
      ) : (
        <ol className="mt-1 divide-y divide-line">
          {risks.map((risk) => (
            <li key={risk.kind} className="grid gap-x-4 py-3 sm:grid-cols-[7.5rem_minmax(0,1fr)]">
              <p className="flex items-baseline gap-3 sm:block">
                <span className="text-xl font-semibold tabular-nums">
                  {percent.format(risk.products / Math.max(1, risk.of))}
                </span>
                <span className="text-xs text-muted sm:block">
                  {t('of', { products: risk.products, of: risk.of })}
                </span>
              </p>
              <div className="min-w-0">
                <h3 className="flex flex-wrap items-center gap-2 font-medium">
                  {words(`${risk.kind}.title`)}{' '}
                  <Badge tone={tones[risk.weight]}>{t(`weight.${risk.weight}`)}</Badge>
                </h3>
                <p className="mt-1 max-w-prose text-sm">
                  {risk.categories ? `${t('inCategories', { count: risk.categories })} ` : ''}
                  {words(`${risk.kind}.why`)}
                </p>
                <Examples examples={risk.examples} />
              </div>
            </li>
          ))}
        </ol>
      )}
      <p className="mt-2 text-sm text-muted">{t('note')}</p>
    </Card>
  );
}
