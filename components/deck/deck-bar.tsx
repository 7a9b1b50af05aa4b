'use client';
import { CircleHelp, History, MessageSquare, SquareTerminal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import type { QueueStatus } from '#server/review/schema.ts';
import type { DeskSheet } from './desk-sheets.tsx';
import { bindingsOf, type DeckMode } from './keys.ts';
import type { OutboxSnapshot } from './outbox.ts';
import { OutboxChip } from './outbox-chip.tsx';

interface DeckBarProps {
  mode: DeckMode;
  question: string;
  status: QueueStatus | undefined;
  outbox: OutboxSnapshot;
  leaseUntilMs: number | null;
  onOpen: (sheet: DeskSheet) => void;
}

const ways = [
  { sheet: 'history', icon: History },
  { sheet: 'notes', icon: MessageSquare },
  { sheet: 'palette', icon: SquareTerminal },
  { sheet: 'help', icon: CircleHelp },
] as const;

/** Below this the countdown is shown: before that it would only distract. */
const countdownFromMs = 60_000;

function useCountdown(untilMs: number | null): number | null {
  const [nowMs, setNowMs] = useState<number | null>(null);
  useEffect(() => {
    setNowMs(Date.now());
    const timer = window.setInterval(() => setNowMs(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, []);
  return untilMs === null || nowMs === null ? null : untilMs - nowMs;
}

function Lease({ untilMs }: { untilMs: number | null }) {
  const t = useTranslations('deck');
  const leftMs = useCountdown(untilMs);
  if (leftMs === null || leftMs > countdownFromMs) return null;
  const text = leftMs > 0 ? t('yours', { seconds: String(Math.ceil(leftMs / 1_000)) }) : t('notYours');
  return <span className="text-sm text-doubt">{text}</span>;
}

type Figures = NonNullable<DeckBarProps['status']>['figures'];

function useDayWords(): (figures: Figures | undefined) => string {
  const t = useTranslations('deck');
  const { fixed } = useFormat();
  return (figures) => {
    if (!figures) return '';
    const { decidedToday: count, medianSeconds } = figures;
    return medianSeconds
      ? t('todayPace', { count, seconds: fixed(medianSeconds, 1) })
      : t('today', { count });
  };
}

/** Question, what is left, whether it is saved, and my own day. One line that never moves. */
export function DeckBar({ mode, question, status, outbox, leaseUntilMs, onOpen }: DeckBarProps) {
  const t = useTranslations('deck');
  const dayWords = useDayWords();
  const bindings = bindingsOf(mode);
  const counts = status?.counts;
  return (
    <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface px-4 py-1 sm:gap-x-4 text-sm">
      <h1 className="text-base font-semibold">{question}</h1>
      <span className="tabular-nums text-muted" data-testid="deck-counts">
        {counts
          ? t(counts.withOthers > 0 ? 'leftWithOthers' : 'left', {
              left: counts.left,
              others: counts.withOthers,
            })
          : '…'}
      </span>
      <Lease untilMs={leaseUntilMs} />
      <span className="ml-auto" />
      <OutboxChip snapshot={outbox} />
      <span className="hidden tabular-nums text-muted sm:inline">{dayWords(status?.figures)}</span>
      <span className="hidden sm:flex">
        {ways
          .filter(({ sheet }) => bindings.some(({ command }) => command === sheet))
          .map(({ sheet, icon: Icon }) => (
            <button
              key={sheet}
              type="button"
              title={t(`ways.${sheet}`)}
              aria-label={t(`ways.${sheet}`)}
              onClick={() => onOpen(sheet)}
              className="rounded p-1.5 text-muted hover:text-ink"
            >
              <Icon aria-hidden className="size-4" />
            </button>
          ))}
      </span>
    </header>
  );
}
