'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useDeferredValue, useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import type { CategoryOption, FoundCategory } from '#server/categorization/schema-card.ts';
import { MissingCategory } from './missing-category.tsx';
import { Sheet } from './sheet.tsx';

interface PickerSheetProps {
  catalogId: string;
  /** The listing in hand: it goes along with a proposal. */
  productId?: string | null;
  /** Offered before anything is typed. */
  options: readonly CategoryOption[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPick: (category: { categoryId: string; name: string }) => void;
  /** What was typed before this code was here. */
  typedAhead?: string;
}

/** Letters go on behind what was typed ahead. */
const caretAtEnd = (field: HTMLInputElement | null) =>
  field?.setSelectionRange(field.value.length, field.value.length);

function Row({
  category,
  matched,
  onPick,
}: {
  category: { categoryId: string; name: string; pathName: string };
  matched?: string | null;
  onPick: () => void;
}) {
  return (
    <Command.Item
      value={category.categoryId}
      onSelect={onPick}
      className="flex cursor-pointer flex-col rounded-md px-3 py-1.5 text-sm data-[selected=true]:bg-accent data-[selected=true]:text-on-accent"
    >
      <span className="font-medium">
        {category.name}
        {matched ? <span className="font-normal opacity-80"> · {matched}</span> : null}
      </span>
      <span className="text-xs opacity-80">{category.pathName}</span>
    </Command.Item>
  );
}

/** Search first, on the server, tolerant of typos and languages: the tree itself never comes to the browser. */
export function PickerSheet({
  catalogId,
  productId = null,
  options,
  open,
  onOpenChange,
  onPick,
  typedAhead = '',
}: PickerSheetProps) {
  const t = useTranslations('sheets.picker');
  const [typed, setTyped] = useState(typedAhead);
  const [arrowed, setArrowed] = useState('');
  const q = useDeferredValue(typed.trim());
  const { data, isFetching, isError, isPlaceholderData } = useQuery({
    queryKey: ['category-search', catalogId, q],
    queryFn: ({ signal }) =>
      fetchJson<{ found: FoundCategory[] }>(
        `/api/review/categories/search?${new URLSearchParams({ catalog: catalogId, q })}`,
        { signal },
      ),
    enabled: open && q.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const found = q.length >= 2 ? (data?.found ?? []) : [];
  const change = (next: boolean) => {
    if (!next) setTyped('');
    onOpenChange(next);
  };
  const rows: readonly { categoryId: string; name: string; pathName: string; matched?: string | null }[] =
    q.length < 2 ? options : found;
  // The first is chosen until an arrow chooses another; rows of an older query are not there to be chosen.
  const isCurrent = q === typed.trim() && (q.length < 2 || !isPlaceholderData);
  const chosen = rows.some((row) => row.categoryId === arrowed) ? arrowed : (rows[0]?.categoryId ?? '');
  const pick = (category: { categoryId: string; name: string }) => {
    if (!isCurrent) return;
    setTyped('');
    onPick(category);
  };
  const isEmpty = q.length >= 2 && !isFetching && !isError && found.length === 0;
  return (
    <Sheet title={t('title')} description={t('description')} open={open} onOpenChange={change}>
      <Command
        shouldFilter={false}
        value={chosen}
        onValueChange={setArrowed}
        label={t('label')}
        className="flex flex-col gap-2"
      >
        <Command.Input
          autoFocus
          ref={caretAtEnd}
          value={typed}
          onValueChange={(text) => {
            setTyped(text);
            setArrowed('');
          }}
          placeholder={t('placeholder')}
          className="h-10 rounded-md border border-line bg-page px-3 text-sm outline-accent"
        />
        <Command.List className={isEmpty ? '' : 'min-h-80'}>
          {rows.map((row) => (
            <Row key={row.categoryId} category={row} matched={row.matched} onPick={() => pick(row)} />
          ))}
          {isError ? <p className="px-3 py-2 text-sm text-stop">{t('failed')}</p> : null}
        </Command.List>
      </Command>
      {/* Outside the list, which would take Enter for itself. */}
      {isEmpty ? <MissingCategory key={q} catalogId={catalogId} name={q} productId={productId} /> : null}
    </Sheet>
  );
}
