'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import type { GoldenView } from '#server/training/schema-golden.ts';

/** How the golden set of a catalog stands; read again after a draw. */
export const useGolden = (catalogId: string) =>
  useQuery({
    queryKey: ['golden', catalogId],
    queryFn: () => fetchJson<GoldenView>(`/api/training/golden?catalog=${catalogId}`),
  });

/** The way to the golden set's page, with how far it is. */
export function GoldenDraw({ catalogId }: { catalogId: string }) {
  const t = useTranslations('golden');
  const { data } = useGolden(catalogId);
  return (
    <Link href="/training/golden" className="min-h-6 text-sm text-accent underline">
      {data ? t('link', data) : t('title')}
    </Link>
  );
}
