'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Select } from '#components/ui/field.tsx';

/** Several columns for one field, in their order: levels of a category from the root, or pictures. */
export function ColumnList({
  label,
  hint,
  columns,
  chosen,
  most,
  onChange,
}: {
  label: string;
  hint?: string;
  columns: string[];
  chosen: string[];
  most: number;
  onChange: (columns: string[]) => void;
}) {
  const t = useTranslations('importing.columns');
  const free = columns.filter((column) => !chosen.includes(column));
  return (
    <fieldset className="min-w-0 space-y-1">
      <legend className="text-sm/6 font-medium">{label}</legend>
      {chosen.length > 0 ? (
        <ol className="grid gap-1">
          {chosen.map((column, at) => (
            <li key={column} className="flex items-center gap-1 text-sm">
              {chosen.length > 1 ? <span className="w-4 text-xs text-muted">{at + 1}</span> : null}
              <span
                className="min-w-0 flex-1 truncate rounded-md border border-line bg-mat px-2 py-1"
                title={column}
              >
                {column}
              </span>
              <button
                type="button"
                className="grid size-6 place-items-center rounded text-muted hover:bg-mat hover:text-ink"
                aria-label={t('remove', { column, field: label })}
                onClick={() => onChange(chosen.filter((other) => other !== column))}
              >
                <X aria-hidden className="size-4" />
              </button>
            </li>
          ))}
        </ol>
      ) : null}
      {chosen.length < most && free.length > 0 ? (
        <Select
          aria-label={t('add', { field: label })}
          value=""
          onChange={(event) => event.target.value && onChange([...chosen, event.target.value])}
        >
          <option value="">{chosen.length === 0 ? '–' : t('and')}</option>
          {free.map((column) => (
            <option key={column}>{column}</option>
          ))}
        </Select>
      ) : null}
      {hint ? <p className="text-xs text-muted">{hint}</p> : null}
    </fieldset>
  );
}
