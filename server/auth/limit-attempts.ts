/**
 * How often one may try to sign in. Failures count against the address they come from; every attempt that names an
 * account's link, good or bad, counts against the account. Tokens have 256 random bits, so this is not what keeps them
 * from being guessed: it keeps a script from filling the log and the database, and makes it seen.
 */
import { Refusal } from './refusal.ts';
import { countAttempt, forgetAttempts, readAttempts } from './store-limits.ts';
import { networkOf } from './visitor.ts';

const windowMs = 10 * 60_000;
const failuresMaxPerAddress = 20;
const attemptsMaxPerAccount = 30;

const addressKey = (address: string | null): string => `sign-in:address:${networkOf(address)}`;

function refuse(endsAt: number, now: Date): never {
  const seconds = Math.max(1, Math.ceil((endsAt - now.getTime()) / 1000));
  throw new Refusal(429, 'too-many-attempts', { 'retry-after': String(seconds) });
}

/** Whether an address has not failed too often of late. */
export async function isAddressAllowed(address: string | null, now: Date): Promise<boolean> {
  return (await readAttempts(addressKey(address), windowMs, now)).count < failuresMaxPerAddress;
}

/** Throws Refusal 429 where an address has failed too often of late. */
export async function allowAddress(address: string | null, now: Date): Promise<void> {
  const { count, endsAt } = await readAttempts(addressKey(address), windowMs, now);
  if (count >= failuresMaxPerAddress) refuse(endsAt, now);
}

export async function countFailure(address: string | null, now: Date): Promise<void> {
  const { count } = await countAttempt(addressKey(address), windowMs, now);
  if (count === 1) await forgetAttempts(new Date(now.getTime() - 24 * 3_600_000));
}

/** Counts an attempt on an account; throws Refusal 429 where there were too many. */
export async function allowAccount(account: string, now: Date): Promise<void> {
  const { count, endsAt } = await countAttempt(`sign-in:account:${account}`, windowMs, now);
  if (count > attemptsMaxPerAccount) refuse(endsAt, now);
}
