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

/** The state in a word, coloured; one that is not known stays plain. */
export function WorkState({ state }: { state: string }) {
  return <Badge tone={tones[state as keyof typeof tones]}>{state}</Badge>;
}

/** Whether the worker still has it before it. */
export const isOpen = ({ state }: { state: string }): boolean => state === 'waiting' || state === 'running';
