'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { fieldWords } from '#components/deck/reason-words.ts';
import type { GoldenField } from '#server/duplicates/schema-card.ts';

interface GoldenFieldsProps {
  fields: readonly GoldenField[];
  /** What a listing is called here: its letter in a cluster, its seller on a page. */
  nameOf: (productId: string) => string;
  /** The same where a value comes from; a link, say. Its name unless told. */
  sourceOf?: (productId: string) => ReactNode;
  className?: string;
}

/** What a merged record says, field by field: from whom, and what loses. */
export function GoldenFields({ fields, nameOf, sourceOf = nameOf, className }: GoldenFieldsProps) {
  const t = useTranslations('sheets.golden');
  const r = useTranslations('reasons');
  return (
    <table className={`w-full text-sm ${className ?? ''}`}>
      <thead className="text-left text-muted">
        <tr>
          <th className="py-1 pr-3 font-normal">{t('field')}</th>
          <th className="py-1 pr-3 font-normal">{t('value')}</th>
          <th className="py-1 pr-3 font-normal">{t('from')}</th>
          <th className="py-1 font-normal">{t('loses')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.field} className="border-t border-line align-top">
            <th scope="row" className="py-1 pr-3 text-left font-normal text-muted">
              {fieldWords(r, field)}
            </th>
            <td className="py-1 pr-3">
              <span className="line-clamp-4 break-words" dir="auto">
                {field.value}
              </span>
            </td>
            <td className="py-1 pr-3">{field.productId ? sourceOf(field.productId) : ''}</td>
            <td className="py-1 text-muted">
              {field.losers.map((loser) => (
                <span
                  key={`${loser.productId} ${loser.value}`}
                  className="line-clamp-2 break-words"
                  dir="auto"
                >
                  {nameOf(loser.productId)}: {loser.value}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
