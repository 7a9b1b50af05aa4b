'use client';
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
  onChoose: (reason: EscalationReason) => void;
}) {
  return (
    <Sheet
      title="Hand to a lead"
      description="Choose why"
      open={props.open}
      onOpenChange={props.onOpenChange}
    >
      <ul className="flex flex-col gap-1">
        {reasons.map(({ code, label }) => (
          <li key={code}>
            <button
              type="button"
              className="w-full rounded-md border border-line px-3 py-2 text-left text-sm hover:border-muted"
              onClick={() => props.onChoose(code)}
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
