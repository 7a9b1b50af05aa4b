'use client';
import { GuidelineSheet } from './guideline-sheet.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { HistorySheet } from './history-sheet.tsx';
import type { DeckMode, PressedCommand } from './keys.ts';
import { NotesSheet } from './notes-sheet.tsx';
import { Palette } from './palette.tsx';

/** Sheets that every screen of the desk has. */
export const deskSheets = ['help', 'palette', 'guideline', 'notes', 'history'] as const;
export type DeskSheet = (typeof deskSheets)[number];

/** The commands that open one of them, for the map from key to act. */
export function sheetActs(open: (sheet: DeskSheet) => void): Partial<Record<string, () => void>> {
  return Object.fromEntries(deskSheets.map((sheet) => [sheet, () => open(sheet)]));
}

export interface DeskSheetsProps {
  mode: DeckMode;
  catalogId: string;
  /** Whose guideline G opens; null where nothing is proposed. */
  categoryId: string | null;
  /** Product or cluster in hand. */
  subjectId: string | null;
  sheet: string | null;
  onOpenChange: (open: boolean) => void;
  onAct: (pressed: PressedCommand) => void;
  onUndone: (key: string) => void;
}

export function DeskSheets(props: DeskSheetsProps) {
  const { mode, catalogId, categoryId, subjectId, sheet, onOpenChange } = props;
  const shared = { catalogId, onOpenChange };
  return (
    <>
      <HelpSheet mode={mode} open={sheet === 'help'} onOpenChange={onOpenChange} />
      <Palette mode={mode} open={sheet === 'palette'} onOpenChange={onOpenChange} onAct={props.onAct} />
      <GuidelineSheet {...shared} categoryId={categoryId} open={sheet === 'guideline'} />
      <NotesSheet {...shared} subjectId={subjectId} open={sheet === 'notes'} />
      <HistorySheet {...shared} open={sheet === 'history'} onUndone={props.onUndone} />
    </>
  );
}
