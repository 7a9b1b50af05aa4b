'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import type { GoldenField } from '#server/duplicates/schema-card.ts';
import { fieldWords } from './reason-words.ts';
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
  const r = useTranslations('reasons');
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
      {isError ? <p className="text-sm text-stop">{t('failed')}</p> : null}
      {data && canMerge ? (
        <table className="w-full text-sm">
          <thead className="text-left text-muted">
            <tr>
              <th className="py-1 pr-3 font-normal">{t('field')}</th>
              <th className="py-1 pr-3 font-normal">{t('value')}</th>
              <th className="py-1 pr-3 font-normal">{t('from')}</th>
              <th className="py-1 font-normal">{t('loses')}</th>
            </tr>
          </thead>
          <tbody>
            {data.fields.map((field) => (
              <tr key={field.field} className="border-t border-line align-top">
                <th scope="row" className="py-1 pr-3 text-left font-normal text-muted">
                  {fieldWords(r, field)}
                </th>
                <td className="py-1 pr-3">
                  <span className="line-clamp-4">{field.value}</span>
                </td>
                <td className="py-1 pr-3">{field.productId ? letterOf(field.productId) : ''}</td>
                <td className="py-1 text-muted">
                  {field.losers.map((loser) => (
                    <span key={`${loser.productId} ${loser.value}`} className="line-clamp-2">
                      {letterOf(loser.productId)}: {loser.value}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Sheet>
  );
}
