import Link from 'next/link';
import { percent } from '#components/format.ts';
import { number } from '#components/insights/figure.tsx';
import { Badge, Card } from '#components/ui/card.tsx';
import type { Risk } from '#server/portrait/schema.ts';
import { riskWords, weightWords } from './risk-words.ts';

const tones = { much: 'stop', some: 'doubt', little: 'plain' } as const;

function hrefOf({ categoryId, sellerId }: Risk['examples'][number]): string | null {
  if (categoryId) return `/products?category=${categoryId}`;
  return sellerId ? `/products?seller=${sellerId}` : null;
}

function Examples({ examples }: { examples: Risk['examples'] }) {
  if (examples.length === 0) return null;
  return (
    <p className="mt-1 text-sm text-muted">
      Above all{' '}
      {examples.map((example, at) => {
        const href = hrefOf(example);
        const name = example.name.split(' > ').at(-1);
        return (
          <span key={`${example.name}${example.categoryId ?? example.sellerId ?? ''}`}>
            {at > 0 ? ', ' : ''}
            {href ? (
              <Link href={href} prefetch={false} className="underline">
                {name}
              </Link>
            ) : (
              name
            )}{' '}
            ({number.format(example.products)}
            {example.of ? ` of ${number.format(example.of)}` : ''})
          </span>
        );
      })}
    </p>
  );
}

/** What is likely to hurt and why, the heaviest first. */
export function RiskList({ risks }: { risks: readonly Risk[] }) {
  return (
    <Card className="min-w-0">
      <h2>What is likely to hurt</h2>
      {risks.length === 0 ? (
        <p className="mt-2 text-sm">Nothing that touches one product in five hundred.</p>
      ) : (
        <ol className="mt-1 divide-y divide-line">
          {risks.map((risk) => (
            <li key={risk.kind} className="grid gap-x-4 py-3 sm:grid-cols-[7.5rem_minmax(0,1fr)]">
              <p className="flex items-baseline gap-3 sm:block">
                <span className="text-xl font-semibold tabular-nums">
                  {percent.format(risk.products / Math.max(1, risk.of))}
                </span>
                <span className="text-xs text-muted sm:block">
                  {number.format(risk.products)} of {number.format(risk.of)}
                </span>
              </p>
              <div className="min-w-0">
                <h3 className="flex flex-wrap items-center gap-2 font-medium">
                  {riskWords[risk.kind].title}{' '}
                  <Badge tone={tones[risk.weight]}>{weightWords[risk.weight]}</Badge>
                </h3>
                <p className="mt-1 max-w-prose text-sm">
                  {risk.categories ? `In ${number.format(risk.categories)} categories. ` : ''}
                  {riskWords[risk.kind].why}
                </p>
                <Examples examples={risk.examples} />
              </div>
            </li>
          ))}
        </ol>
      )}
      <p className="mt-2 text-sm text-muted">
        By the share of products that it touches: a fifth or more hurts much, a twentieth hurts.
      </p>
    </Card>
  );
}
