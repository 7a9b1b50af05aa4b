import { useTranslations } from 'use-intl';
import { HttpError } from '#components/fetch-json.ts';
import type { SourceMessages } from '#components/language/messages.ts';
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

/** A refusal in words; what went wrong otherwise, as it was said. */
export function useProblemWords(): (error: Error | null) => string | undefined {
  const t = useTranslations('settings.refused');
  return (error) =>
    error instanceof HttpError && isRefusal(error.message) ? t(error.message) : error?.message;
}
