'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLive } from '#components/desk/live.tsx';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import type { PortraitView } from '#server/portrait/schema.ts';

/** The catalog's portrait, and the way to have a new one drawn. */
export function usePortrait() {
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const queries = useQueryClient();
  const key = ['portrait', catalog?.catalogId];
  const pause = useLive('pipeline', key);
  const address = `/api/insights/catalog?catalog=${catalog?.catalogId}`;
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<PortraitView>(address),
    enabled: catalog !== null && may,
    refetchInterval: (query) => (query.state.data?.state === 'asked' ? pause(1500) : false),
  });
  const ask = useMutation({
    mutationFn: () => fetchJson(address, { method: 'POST' }),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  return {
    ...{ catalog, may, data },
    problem: error ?? ask.error,
    isComing: data?.state === 'asked' || ask.isPending,
    ask: () => ask.mutate(),
  };
}
