'use client';
import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#components/fetch-json.ts';
import type { GuidelineText } from '#server/categorization/schema-guideline.ts';

/** The guideline that holds for a category; read once in five minutes. */
export function useGuideline(catalogId: string, categoryId: string | null) {
  return useQuery({
    queryKey: ['guideline', catalogId, categoryId],
    queryFn: () =>
      fetchJson<{ guideline: GuidelineText | null }>(
        `/api/review/categories/guideline?${new URLSearchParams({ catalog: catalogId, category: categoryId ?? '' })}`,
      ),
    enabled: categoryId !== null,
    staleTime: 5 * 60_000,
  });
}
