'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fetchJson } from '#components/fetch-json.ts';
import type { OwnKeys } from '#server/review/schema-keys.ts';
import type { DeckMode, KeyBinding } from './keys.ts';
import { bindingsWith, defaultKeys } from './own-keys.ts';

const queryKey = ['own-keys'];

/** The person's own keys; the map as shipped until they are read. */
export function useOwnKeys(): { own: OwnKeys; save: (own: OwnKeys) => void; isSaving: boolean } {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey,
    queryFn: () => fetchJson<OwnKeys>('/api/me/keys'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { mutate, isPending } = useMutation({
    // One after the other: of two changes in a row the later one must be what stays.
    scope: { id: 'own-keys' },
    mutationFn: (own: OwnKeys) =>
      fetchJson<OwnKeys>('/api/me/keys', { method: 'PUT', body: JSON.stringify(own) }),
    onMutate: (own) => client.setQueryData(queryKey, own),
    onError: () => client.invalidateQueries({ queryKey }),
  });
  return { own: data ?? defaultKeys, save: mutate, isSaving: isPending };
}

/** The bindings that hold for this person in a mode. */
export function useBindings(mode: DeckMode): readonly KeyBinding[] {
  const { own } = useOwnKeys();
  return useMemo(() => bindingsWith(mode, own), [mode, own]);
}
