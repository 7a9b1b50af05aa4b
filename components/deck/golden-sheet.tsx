'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { GoldenFields } from '#components/product/golden-fields.tsx';
import type { GoldenField } from '#server/duplicates/schema-card.ts';
import { Sheet } from './sheet.tsx';

interface GoldenSheetProps {
  clusterId: string;
  ticked: string[];
  letterOf: (productId: string) => string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The shape of what comes: nothing jumps when it is there. */
function Skeleton() {
  const t = useTranslations('sheets.golden');
  return (
    <div role="status" aria-label={t('reading')} className="flex flex-col gap-3 py-1">
      {['title', 'brand', 'codes', 'text', 'rest'].map((row) => (
        <div key={row} className="h-5 rounded bg-mat" />
      ))}
    </div>
  );
}

/** The record that a merge would make: each field with its source, and what loses. Sellers' listings stay as they are. */
export function GoldenSheet({ clusterId, ticked, letterOf, open, onOpenChange }: GoldenSheetProps) {
  const t = useTranslations('sheets.golden');
  const canMerge = ticked.length >= 2;
  const { data, isError, isPending } = useQuery({
    queryKey: ['golden', ...ticked],
    queryFn: () =>
      fetchJson<{ fields: GoldenField[] }>('/api/review/duplicates/golden', {
        method: 'POST',
        body: JSON.stringify({ clusterId, ticked }),
      }),
    enabled: open && canMerge,
  });
  return (
    <Sheet title={t('title')} description={t('description')} open={open} onOpenChange={onOpenChange} wide>
      {canMerge ? null : <p className="text-sm text-muted">{t('tickTwo')}</p>}
      {canMerge && isPending ? <Skeleton /> : null}
      {isError ? (
        <p role="alert" className="text-sm text-stop">
          {t('failed')}
        </p>
      ) : null}
      {data && canMerge ? <GoldenFields fields={data.fields} nameOf={letterOf} /> : null}
    </Sheet>
  );
}
