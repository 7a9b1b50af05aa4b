'use client';
import dynamic from 'next/dynamic';
import type { EscalationReason } from '#server/review/schema.ts';
import { useOpened } from './use-opened.ts';

/** Both stand in one file, fetched a moment after the page. */
export const loadReasonSheets = () => import('./escalate-sheet.tsx');
const DoubtSheet = dynamic(() => loadReasonSheets().then((module) => module.DoubtSheet));
const EscalateSheet = dynamic(() => loadReasonSheets().then((module) => module.EscalateSheet));

/** Why it cannot be told, or why it goes to the leads. */
export type ReasonedAnswer =
  | { kind: 'cant-tell'; reasonCode: 'no-image' | 'thin-text' | 'foreign-language' | 'contradictory' }
  | { kind: 'escalate'; reasonCode: EscalationReason };

interface ReasonSheetsProps {
  /** The sheet that is open, of whatever kind. */
  sheet: string | null;
  onOpenChange: (open: boolean) => void;
  onAnswer: (answer: ReasonedAnswer, note?: string) => void;
}

/** The two answers that ask for a reason. */
export function ReasonSheets({ sheet, onOpenChange, onAnswer }: ReasonSheetsProps) {
  const opened = useOpened(sheet);
  const answer: typeof onAnswer = (reasoned, note) => {
    onOpenChange(false);
    onAnswer(reasoned, note);
  };
  return (
    <>
      {opened('doubt') ? (
        <DoubtSheet
          open={sheet === 'doubt'}
          onOpenChange={onOpenChange}
          onChoose={(reasonCode) => answer({ kind: 'cant-tell', reasonCode })}
        />
      ) : null}
      {opened('escalate') ? (
        <EscalateSheet
          open={sheet === 'escalate'}
          onOpenChange={onOpenChange}
          onChoose={(reasonCode, note) => answer({ kind: 'escalate', reasonCode }, note)}
        />
      ) : null}
    </>
  );
}
