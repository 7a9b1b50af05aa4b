'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { EscalationReason } from '#server/review/schema.ts';
import { Sheet } from './sheet.tsx';

const reasons: readonly EscalationReason[] = [
  'guideline-unclear',
  'category-missing',
  'bad-listing',
  'not-allowed',
  'needs-expert',
];

const doubts = ['no-image', 'thin-text', 'foreign-language', 'contradictory'] as const;

const choiceClass = 'w-full rounded-md border border-line px-3 py-2 text-left text-sm hover:border-muted';

/** Says why something cannot be told: what is missing can be asked of the seller, or of who reads that language. */
export function DoubtSheet(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChoose: (reason: (typeof doubts)[number]) => void;
}) {
  const t = useTranslations('sheets.doubt');
  return (
    <Sheet
      title={t('title')}
      description={t('description')}
      open={props.open}
      onOpenChange={props.onOpenChange}
    >
      <ul className="flex flex-col gap-1">
        {doubts.map((code) => (
          <li key={code}>
            <button type="button" className={choiceClass} onClick={() => props.onChoose(code)}>
              {t(`reasons.${code}`)}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** Hands an item to the leads. One choice, by arrow or click; the reasons are the server's. */
export function EscalateSheet(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChoose: (reason: EscalationReason, note: string | undefined) => void;
}) {
  const t = useTranslations('sheets.escalate');
  const [note, setNote] = useState('');
  return (
    <Sheet
      title={t('title')}
      description={t('description')}
      open={props.open}
      onOpenChange={props.onOpenChange}
    >
      <label className="mb-3 flex flex-col gap-1 text-sm">
        {t('note')}
        <input
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.target.value)}
          className="h-9 rounded-md border border-line bg-page px-2"
        />
      </label>
      <ul className="flex flex-col gap-1">
        {reasons.map((code) => (
          <li key={code}>
            <button
              type="button"
              className={choiceClass}
              onClick={() => {
                setNote('');
                props.onChoose(code, note.trim() || undefined);
              }}
            >
              {t(`reasons.${code}`)}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
