'use client';
import dynamic from 'next/dynamic';
import type { DeckMode, PressedCommand } from './keys.ts';
import { useOpened, usePreload } from './use-opened.ts';

const loads = {
  help: () => import('./help-sheet.tsx'),
  palette: () => import('./palette.tsx'),
  guideline: () => import('./guideline-sheet.tsx'),
  notes: () => import('./notes-sheet.tsx'),
  history: () => import('./history-sheet.tsx'),
};
const HelpSheet = dynamic(() => loads.help().then((module) => module.HelpSheet));
const Palette = dynamic(() => loads.palette().then((module) => module.Palette));
const GuidelineSheet = dynamic(() => loads.guideline().then((module) => module.GuidelineSheet));
const NotesSheet = dynamic(() => loads.notes().then((module) => module.NotesSheet));
const HistorySheet = dynamic(() => loads.history().then((module) => module.HistorySheet));

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
  const opened = useOpened(sheet);
  const isLoaded = usePreload(Object.values(loads));
  const shared = { catalogId, onOpenChange };
  return (
    <>
      {opened('help') ? <HelpSheet mode={mode} open={sheet === 'help'} onOpenChange={onOpenChange} /> : null}
      {isLoaded || opened('palette') ? (
        <Palette mode={mode} open={sheet === 'palette'} onOpenChange={onOpenChange} onAct={props.onAct} />
      ) : null}
      {opened('guideline') ? (
        <GuidelineSheet {...shared} categoryId={categoryId} open={sheet === 'guideline'} />
      ) : null}
      {opened('notes') ? <NotesSheet {...shared} subjectId={subjectId} open={sheet === 'notes'} /> : null}
      {opened('history') ? (
        <HistorySheet {...shared} open={sheet === 'history'} onUndone={props.onUndone} />
      ) : null}
    </>
  );
}
