'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import type { ShadowView, Share } from '#server/training/schema-compare.ts';

interface ShadowCardProps {
  shadow: ShadowView;
  modelVersionId: string;
  onChange: () => void;
}

/** The candidate on live products, unseen: how it agrees with the model in use, and who of them people prove right. */
export function ShadowCard({ shadow, modelVersionId, onChange }: ShadowCardProps) {
  const t = useTranslations('training.shadow');
  const { moment } = useFormat();
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
      <h2 id="shadow">{t('title')}</h2>
      <p className="mt-1 max-w-prose text-sm">
        {!shadow.isOn ? t('off') : shadow.since ? t('on', { since: moment(shadow.since) }) : t('onNow')}
        {shadow.isOtherOn ? ` ${t('other')}` : ''}
      </p>
      {shadow.isOn ? <Figures shadow={shadow} /> : null}
      {may && catalog ? (
        <Button className="mt-3" onClick={() => change.mutate()} disabled={change.isPending}>
          {t(shadow.isOn ? 'end' : 'start')}
        </Button>
      ) : null}
      <ErrorLine error={change.error} className="mt-2" />
    </Card>
  );
}

function Figures({ shadow }: { shadow: ShadowView }) {
  const t = useTranslations('training.shadow');
  const { share } = useFormat();
  const within = ({ value, low, high }: Share): string =>
    t('within', { value: share.format(value), low: share.format(low), high: share.format(high) });
  const { products, waiting, same, judged, differing } = shadow;
  return (
    <>
      <ul className="mt-2 list-disc pl-5 text-sm tabular-nums">
        <li>{t(waiting > 0 ? 'answeredWaiting' : 'answered', { count: products, waiting })}</li>
        {products > 0 ? <li>{t('same', { share: within(same) })}</li> : null}
        {judged.rows > 0 ? (
          <li>
            {t('judged', {
              count: judged.rows,
              blind: judged.blind,
              candidate: within(judged.candidate),
              inUse: within(judged.inUse),
            })}
          </li>
        ) : null}
      </ul>
      {differing.length > 0 ? (
        <details className="mt-2 text-sm">
          <summary>{t('differ')}</summary>
          <ul className="mt-1 divide-y divide-line">
            {differing.map((item) => (
              <li key={item.productId} className="grid gap-0.5 py-2">
                <Link href={`/products/${item.productId}`} className="text-accent underline">
                  {item.title}
                </Link>
                <p>{item.judged ? t('saysJudged', { ...item, judged: item.judged }) : t('says', item)}</p>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
