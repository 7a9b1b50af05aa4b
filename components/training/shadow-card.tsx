'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { moment } from '#components/format.ts';
import { number } from '#components/insights/figure.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import type { ShadowView, Share } from '#server/training/schema-compare.ts';
import { percent } from './promotion.tsx';

const within = ({ value, low, high }: Share): string =>
  `${percent.format(value)} (${percent.format(low)}–${percent.format(high)})`;

interface ShadowCardProps {
  shadow: ShadowView;
  modelVersionId: string;
  onChange: () => void;
}

/** The candidate on live products, unseen: how it agrees with the model in use, and who of them people prove right. */
export function ShadowCard({ shadow, modelVersionId, onChange }: ShadowCardProps) {
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const change = useMutation({
    mutationFn: () =>
      fetchJson('/api/training/shadow', {
        method: 'POST',
        body: JSON.stringify({ catalogId: catalog?.catalogId, modelVersionId, isOn: !shadow.isOn }),
      }),
    onSettled: onChange,
  });
  return (
    <Card aria-labelledby="shadow">
      <h2 id="shadow">In the shadow</h2>
      <p className="mt-1 max-w-prose text-sm">
        {shadow.isOn
          ? `Since ${shadow.since ? moment(shadow.since) : 'now'} it answers every incoming product beside the model in use. Nobody is shown its answers.`
          : 'It can answer incoming products beside the model in use, without being shown.'}
        {shadow.isOtherOn ? ' Another candidate is in the shadow now; starting this one ends that.' : ''}
      </p>
      {shadow.isOn ? <Figures shadow={shadow} /> : null}
      {may && catalog ? (
        <Button className="mt-3" onClick={() => change.mutate()} disabled={change.isPending}>
          {shadow.isOn ? 'End the shadow' : 'Start in the shadow'}
        </Button>
      ) : null}
      {change.error ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          {change.error.message}
        </p>
      ) : null}
    </Card>
  );
}

function Figures({ shadow }: { shadow: ShadowView }) {
  const { products, waiting, same, judged, differing } = shadow;
  return (
    <>
      <ul className="mt-2 list-disc pl-5 text-sm tabular-nums">
        <li>
          {number.format(products)} products answered{waiting > 0 ? `, ${number.format(waiting)} wait` : ''}
        </li>
        {products > 0 ? <li>The same category as the model in use: {within(same)}</li> : null}
        {judged.rows > 0 ? (
          <li>
            Of {number.format(judged.rows)} that people have judged since ({number.format(judged.blind)}{' '}
            blind; the others saw the model in use, which favours it): the candidate right in{' '}
            {within(judged.candidate)}, the model in use in {within(judged.inUse)}
          </li>
        ) : null}
      </ul>
      {differing.length > 0 ? (
        <details className="mt-2 text-sm">
          <summary>Where they differ</summary>
          <ul className="mt-1 divide-y divide-line">
            {differing.map((item) => (
              <li key={item.productId} className="grid gap-0.5 py-2">
                <Link href={`/products/${item.productId}`} className="text-accent underline">
                  {item.title}
                </Link>
                <p>
                  The candidate says {item.candidate}; the model in use says {item.inUse}
                  {item.judged ? `; people say ${item.judged}` : ''}
                </p>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
