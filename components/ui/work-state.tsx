'use client';

import { useTranslations } from 'use-intl';
import { Badge } from './card.tsx';

/** States of a piece of work that the worker does for a person: an import, an export, a training run. */
const tones = {
  waiting: 'plain',
  running: 'accent',
  done: 'ok',
  failed: 'stop',
  cancelled: 'doubt',
  expired: 'plain',
} as const;

const isKnown = (state: string): state is keyof typeof tones => state in tones;

/** The state in a word, coloured; one that is not known stays plain. */
export function WorkState({ state }: { state: string }) {
  const t = useTranslations('ui.work');
  return isKnown(state) ? <Badge tone={tones[state]}>{t(state)}</Badge> : <Badge>{state}</Badge>;
}

/** Whether the worker still has it before it. */
export const isOpen = ({ state }: { state: string }): boolean => state === 'waiting' || state === 'running';
