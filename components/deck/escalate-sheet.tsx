'use client';
import { useState } from 'react';
import type { EscalationReason } from '#server/review/schema.ts';
import { Sheet } from './sheet.tsx';

const reasons: { code: EscalationReason; label: string }[] = [
  { code: 'guideline-unclear', label: 'The guideline does not say' },
  { code: 'category-missing', label: 'The right category does not exist' },
  { code: 'bad-listing', label: 'The listing itself is wrong or broken' },
  { code: 'not-allowed', label: 'Should not be sold here' },
  { code: 'needs-expert', label: 'Needs somebody who knows this field' },
];

/** Hands an item to the leads. One choice, by arrow or click; the reasons are the server's. */
export function EscalateSheet(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChoose: (reason: EscalationReason, note: string | undefined) => void;
}) {
  const [note, setNote] = useState('');
  return (
    <Sheet
      title="Hand to a lead"
      description="Choose why"
      open={props.open}
      onOpenChange={props.onOpenChange}
    >
      <label className="mb-3 flex flex-col gap-1 text-sm">
        A word to the lead, if you like
        <input
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.target.value)}
          className="h-9 rounded-md border border-line bg-page px-2"
        />
      </label>
      <ul className="flex flex-col gap-1">
        {reasons.map(({ code, label }) => (
          <li key={code}>
            <button
              type="button"
              className="w-full rounded-md border border-line px-3 py-2 text-left text-sm hover:border-muted"
              onClick={() => {
                setNote('');
                props.onChoose(code, note.trim() || undefined);
              }}
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
