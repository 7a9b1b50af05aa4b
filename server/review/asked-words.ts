/**
 * Why a person is asked, in English and back. A queue item keeps the sentence (`priority_reason`: what exports, logs and
 * SQL read); a card carries the code with its values, so that each reader gets it in their own language. Pure.
 */
import type { AskedReason } from './schema-asked.ts';

const valued = {
  missing: 'no category was given',
  doubted: 'the given category is doubted',
  unsure: 'the model is unsure',
  'text-picture': 'text and picture say different categories',
} as const;
const sells = ', sells well';
const counts = ', its category counts';
const teaches = ', would teach the model much';

const plain = {
  audit: 'audit of automatic acceptance',
  golden: 'drawn by chance for the golden set',
  merged: 'merged from listings in different categories',
  exception: 'marked as an exception in the grid',
  'two-people': 'two people chose different categories',
  rejected: 'a person said that the proposed category is wrong',
} as const;

type Valued = Extract<AskedReason, { code: keyof typeof valued }>;
type Plain = Extract<AskedReason, { code: keyof typeof plain }>;
type Told = Exclude<AskedReason, Valued | Plain>;

/** Reasons with values of their own. */
const told: { [Code in Told['code']]: (values: Extract<Told, { code: Code }>['values']) => string } = {
  again: ({ note }) => `asked again: ${note}`,
  taxonomy: ({ path }) => `its category is no longer one: ${path}`,
  teaches: ({ share }) =>
    `teaches the model: unsure between its first two answers (${Math.round(100 * share)} %), unlike the others chosen`,
  'teaches-matcher': ({ share }) =>
    `teaches the model: unsure of a pair (${Math.round(100 * share)} %), unlike the others chosen`,
  alike: ({ count }) => `${count} listings, alike throughout`,
  'partly-alike': ({ count }) => `${count} listings, not every pair alike`,
  'two-models': ({ one, other }) => `two models differ: ${one}, or ${other}`,
  said: ({ text }) => text,
};

const isValued = (reason: AskedReason): reason is Valued => reason.code in valued;
const isPlain = (reason: AskedReason): reason is Plain => reason.code in plain;
/** One function for the codes of `told`, each called with its own values. */
const tell = <Code extends Told['code']>(reason: Extract<Told, { code: Code }>): string =>
  (told[reason.code as Code] as (values: typeof reason.values) => string)(reason.values);

/** The sentence that is stored. */
export function askedWords(reason: AskedReason): string {
  if (isPlain(reason)) return plain[reason.code];
  if (!isValued(reason)) return tell(reason);
  const { sellsWell, instructive, valued: isWorthMuch } = reason.values;
  const also = [sellsWell ? sells : '', isWorthMuch ? counts : '', instructive ? teaches : ''];
  return `${valued[reason.code]}${also.join('')}`;
}

/** Sentences with a value in them, and what they say. */
const patterns: readonly [RegExp, (found: string[]) => AskedReason][] = [
  [/^asked again: (.+)$/s, ([note]) => ({ code: 'again', values: { note } })],
  [/^its category is no longer one: (.+)$/, ([path]) => ({ code: 'taxonomy', values: { path } })],
  [
    /^teaches the model: unsure of a pair \((\d+) %\)/,
    ([share]) => ({ code: 'teaches-matcher', values: { share: Number(share) / 100 } }),
  ],
  [/^(\d+) listings, alike throughout$/, ([count]) => ({ code: 'alike', values: { count: Number(count) } })],
  [
    /^(\d+) listings, not every pair alike$/,
    ([count]) => ({ code: 'partly-alike', values: { count: Number(count) } }),
  ],
  [
    /^teaches the model: .+ \((\d+) %\)/,
    ([share]) => ({ code: 'teaches', values: { share: Number(share) / 100 } }),
  ],
  [/^two models differ: (.+), or (.*)$/, ([one, other]) => ({ code: 'two-models', values: { one, other } })],
];

const codesOf = <Code extends string>(sentences: Record<Code, string>): Code[] =>
  Object.keys(sentences) as Code[];

const simple = new Map<string, AskedReason>(
  [
    ...codesOf(valued).flatMap((code) =>
      [true, false].flatMap((sellsWell) =>
        [true, false].flatMap((instructive): AskedReason[] => [
          { code, values: { sellsWell, instructive } },
          { code, values: { sellsWell, instructive, valued: true } },
        ]),
      ),
    ),
    ...codesOf(plain).map((code): AskedReason => ({ code, values: {} })),
  ].map((reason) => [askedWords(reason), reason]),
);

/** A stored sentence as code and values; null where none was stored (a blind card says nothing). */
export function readAsked(text: string): AskedReason | null {
  if (text === '') return null;
  const known = simple.get(text);
  if (known) return known;
  for (const [pattern, reasonOf] of patterns) {
    const found = pattern.exec(text);
    if (found) return reasonOf(found.slice(1));
  }
  return { code: 'said', values: { text } };
}
