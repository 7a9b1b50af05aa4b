import { useTranslations } from 'use-intl';
import { HttpError } from '#components/fetch-json.ts';
import type { SourceMessages } from '#components/language/messages.ts';
import { useWhy } from '#components/language/use-why.ts';
import type { SignedIn } from '#server/auth/schema.ts';

export type Role = SignedIn['role'];

export const roles: readonly Role[] = ['moderator', 'lead', 'ml', 'admin'];

const refusals: readonly string[] = [
  'has-account',
  'yourself',
  'last-admin',
  'deactivated',
  'not-found',
  'bad-input',
] satisfies (keyof SourceMessages['settings']['refused'])[];
const isRefusal = (reason: string): reason is keyof SourceMessages['settings']['refused'] =>
  refusals.includes(reason);

/** A refusal in words of its own, else in those that hold everywhere. */
export function useProblemWords(): (error: Error | null) => string | undefined {
  const t = useTranslations('settings.refused');
  const why = useWhy();
  return (error) => {
    if (error instanceof HttpError && isRefusal(error.message)) return t(error.message);
    return error ? why(error) : undefined;
  };
}
