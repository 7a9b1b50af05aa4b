'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { fetchJson } from '#components/fetch-json.ts';
import { moment } from '#components/format.ts';
import { Badge, Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { RunView } from '#server/training/schema.ts';
import type { Comparison, Difference, ModelMeasures, Share } from '#server/training/schema-compare.ts';
import { Promotion, percent, points } from './promotion.tsx';
import { ShadowCard } from './shadow-card.tsx';

const decimal = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** A run's model beside the active one, with everything that a person wants to know before promoting it. */
export function ComparisonBoard({ run }: { run: RunView }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['comparison', run.modelVersionId],
    queryFn: () => fetchJson<Comparison>(`/api/training/compare?candidate=${run.modelVersionId}`),
    enabled: run.modelVersionId !== null && run.kind === 'categorizer',
  });
  return (
    <>
      <PageHeader
        title={`Run of ${moment(run.createdAt)}`}
        lead={
          run.isActive
            ? 'This model is in use.'
            : 'The candidate beside the model in use, on the same products.'
        }
        actions={
          <>
            {run.modelVersionId ? (
              <Link href={`/training/models/${run.modelVersionId}`} className="text-sm text-accent underline">
                Model card
              </Link>
            ) : null}
            <Link href="/training" className="text-sm text-accent underline">
              All runs
            </Link>
          </>
        }
      />
      {error ? (
        <p role="alert" className="text-sm text-stop">
          The comparison could not be made: {error.message}
        </p>
      ) : null}
      {run.modelVersionId === null ? (
        <EmptyState title="No model yet">This run has not finished: {run.failure ?? run.state}.</EmptyState>
      ) : null}
      {data ? (
        <div className="grid grid-cols-1 gap-5">
          <Basis comparison={data} />
          <Grid comparison={data} />
          {run.isActive ? null : <Slower models={data.models} />}
          {run.evaluation && !run.isActive ? <Promotion run={run} onChange={() => void refetch()} /> : null}
          {run.modelVersionId && !run.isActive ? (
            <ShadowCard
              shadow={data.shadow}
              modelVersionId={run.modelVersionId}
              onChange={() => void refetch()}
            />
          ) : null}
          <Differing comparison={data} />
          <Confusions comparison={data} />
          <Slices comparison={data} />
        </div>
      ) : null}
    </>
  );
}

function Basis({ comparison }: { comparison: Comparison }) {
  const { golden, rows, basis } = comparison;
  return (
    <p className="max-w-prose text-sm">
      {basis === 'golden' ? (
        <>
          <Badge tone="ok">Golden set</Badge> {rows} products drawn by chance and judged blind; neither model
          has seen them or their duplicates.
        </>
      ) : (
        <>
          <Badge tone="doubt">Provisional</Badge> Out of fold on {rows} categories that sellers and people
          gave, some of them wrong. The golden set has {golden.judged} of {golden.needed} products
          {golden.waiting > 0 ? `, ${golden.waiting} wait in the category queue` : ''}.
        </>
      )}
    </p>
  );
}

function Interval({ share }: { share: Share }) {
  return (
    <>
      {percent.format(share.value)}{' '}
      <span className="text-xs text-muted">
        {percent.format(share.low)}–{percent.format(share.high)}
      </span>
    </>
  );
}

function Delta({ difference }: { difference: Difference | null }) {
  if (!difference) return <>–</>;
  const isClear = difference.low > 0 || difference.high < 0;
  return (
    <>
      {points(difference.difference)}{' '}
      <span className="text-xs text-muted">
        {points(difference.low)} to {points(difference.high)}
      </span>{' '}
      <Badge tone={isClear ? (difference.difference > 0 ? 'ok' : 'stop') : 'plain'}>
        {isClear ? (difference.difference > 0 ? 'better' : 'worse') : 'no clear difference'}
      </Badge>
    </>
  );
}

function Grid({ comparison }: { comparison: Comparison }) {
  const { models } = comparison;
  const levels = models[0].levels.length;
  const row = (
    name: string,
    cell: (model: ModelMeasures) => React.ReactNode,
    difference: Difference | null = null,
  ) => (
    <tr key={name} className="border-b border-line">
      <th scope="row" className="py-1.5 pr-4 text-left font-normal">
        {name}
      </th>
      {models.map((model) => (
        <td key={model.modelVersionId} className="pr-4">
          {cell(model)}
        </td>
      ))}
      <td>{difference ? <Delta difference={difference} /> : null}</td>
    </tr>
  );
  return (
    <Card>
      <ScrollBox label="The models side by side">
        <table className="w-full text-sm tabular-nums">
          <caption className="sr-only">The models side by side</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col">Measure</th>
              {models.map((model, at) => (
                <th key={model.modelVersionId} scope="col" className="pr-4">
                  {model.isActive ? 'In use' : at === 0 ? 'Candidate' : 'Other'}, {moment(model.trainedAt)}
                </th>
              ))}
              <th scope="col">Difference, points</th>
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: levels }, (_, level) =>
              row(
                `Right down to level ${level + 1}`,
                (model) => (model.levels[level] ? <Interval share={model.levels[level]} /> : '–'),
                level === levels - 1 ? comparison.leaf : null,
              ),
            )}
            {row(
              'Right, by business value',
              (model) => percent.format(model.valueWeighted),
              comparison.valueWeighted,
            )}
            {row('Mean distance in the tree', (model) => decimal.format(model.treeDistance))}
            {row('Sure of the leaf', (model) => percent.format(model.coverage))}
            {row('Right where sure', (model) =>
              model.coverage === 0 ? '–' : <Interval share={model.precisionAtCoverage} />,
            )}
            {row('Training', (model) =>
              model.trainSeconds === null ? '–' : `${decimal.format(model.trainSeconds)} s`,
            )}
            {row('Answering', (model) =>
              model.msPerProduct === null ? '–' : `${decimal.format(model.msPerProduct)} ms a product`,
            )}
            {row('Size', (model) => `${decimal.format(model.bytes / 2 ** 20)} MB`)}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  );
}

/** Slower by so much that people who wait for answers will feel it. */
const slowerFrom = 1.25;

function Slower({ models }: { models: readonly ModelMeasures[] }) {
  const [mine, other] = models.map((model) => model.msPerProduct);
  if (!mine || !other || mine < slowerFrom * other) return null;
  return (
    <p role="note" className="text-sm">
      <Badge tone="doubt">Slower</Badge> It takes {decimal.format(mine / other)} times as long for a product
      as the model in use ({decimal.format(mine)} against {decimal.format(other)} ms).
    </p>
  );
}

function Differing({ comparison }: { comparison: Comparison }) {
  const { count, items } = comparison.differing;
  if (comparison.models.length < 2) return null;
  return (
    <Card>
      <h2>Where they differ: {count} products</h2>
      {items.length === 0 ? <p className="mt-2 text-sm text-muted">They answer alike everywhere.</p> : null}
      <ul className="mt-2 divide-y divide-line text-sm">
        {items.map((item) => (
          <li key={item.productId} className="grid gap-0.5 py-2">
            <Link href={`/products/${item.productId}`} className="text-accent underline">
              {item.title}
            </Link>
            <p>
              Known as {item.truth}
              {item.candidate === item.truth
                ? '; the candidate says the same'
                : `; the candidate says ${item.candidate}`}
              {item.other === item.truth ? '; the other says the same' : `; the other says ${item.other}`}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Confusions({ comparison }: { comparison: Comparison }) {
  return (
    <Card>
      <h2>What the candidate confuses</h2>
      <p className="mt-1 text-sm text-muted">
        More than a tenth of a category’s products, at least three; the costliest first, by the{' '}
        <Link href="/training/values" className="text-accent underline">
          value of categories
        </Link>
        .
      </p>
      {comparison.confusions.length === 0 ? <p className="mt-2 text-sm">Nothing that often.</p> : null}
      {comparison.confusions.length > 0 ? (
        <ScrollBox label="Confusions">
          <table className="mt-2 w-full text-sm tabular-nums">
            <caption className="sr-only">Confusions in order of business value</caption>
            <thead>
              <tr className="border-b border-line text-left text-muted">
                <th scope="col">Known as</th>
                <th scope="col">Answered</th>
                <th scope="col">Products</th>
                <th scope="col">Share</th>
                <th scope="col">Branch</th>
              </tr>
            </thead>
            <tbody>
              {comparison.confusions.map((confusion) => (
                <tr key={`${confusion.truth}${confusion.answer}`} className="border-b border-line">
                  <td className="py-1 pr-4">{confusion.truth}</td>
                  <td className="pr-4">{confusion.answer}</td>
                  <td>{confusion.count}</td>
                  <td>{percent.format(confusion.share)}</td>
                  <td>{confusion.sameBranch ? 'same' : 'other'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      ) : null}
    </Card>
  );
}

const kinds = { locale: 'Language', seller: 'Seller', missing: 'Without' } as const;

function Slices({ comparison }: { comparison: Comparison }) {
  return (
    <Card>
      <h2>By language, seller and what is missing</h2>
      <ScrollBox label="Share of right leaves by slice">
        <table className="mt-2 w-full text-sm tabular-nums">
          <caption className="sr-only">Share of right leaves by slice</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col">Slice</th>
              <th scope="col">Products</th>
              <th scope="col">Candidate</th>
              <th scope="col">Other</th>
            </tr>
          </thead>
          <tbody>
            {comparison.slices.map((slice) => (
              <tr key={`${slice.kind}${slice.name}`} className="border-b border-line">
                <th scope="row" className="py-1 text-left font-normal">
                  {kinds[slice.kind]} {slice.name}
                </th>
                <td>{slice.rows}</td>
                <td>
                  <Interval share={slice.candidate} />
                </td>
                <td>{slice.other === null ? '–' : percent.format(slice.other)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  );
}
