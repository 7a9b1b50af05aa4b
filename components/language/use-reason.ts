import { useTranslations } from 'use-intl';
import type { SourceMessages } from './messages.ts';

type Reason = keyof SourceMessages['queue']['reason'];

/** Why people are asked, in words, wherever it is shown; one that has none (a newer server's) as its code. */
export function useReasonWords(): (reason: string) => string {
  const t = useTranslations('queue');
  const isKnown = (reason: string): reason is Reason => t.has(`reason.${reason}` as `reason.${Reason}`);
  return (reason) => (isKnown(reason) ? t(`reason.${reason}`) : reason);
}
