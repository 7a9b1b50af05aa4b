import type { SignedIn } from '#server/auth/schema.ts';

export type Role = SignedIn['role'];

/** What each role may do, in the words of the settings. */
export const roles: readonly { role: Role; name: string; may: string }[] = [
  { role: 'moderator', name: 'Moderator', may: 'reviews categories and duplicates' },
  { role: 'lead', name: 'Lead', may: 'also imports, exports, trains and decides what was escalated' },
  { role: 'ml', name: 'ML engineer', may: 'reviews, exports, trains and promotes models' },
  { role: 'admin', name: 'Admin', may: 'everything, in every catalog' },
];

const reasons: Readonly<Record<string, string>> = {
  'has-account': 'This address has an account already: make a sign-in link there.',
  yourself: 'You cannot take your own rights away; another admin can.',
  'last-admin': 'This is the last admin: name another one first.',
  deactivated: 'This account is deactivated.',
  'not-found': 'It is no longer there.',
  'bad-input': 'That is no e-mail address.',
};

/** A refusal in words. */
export const refusalWords = (reason: string): string => reasons[reason] ?? reason;
