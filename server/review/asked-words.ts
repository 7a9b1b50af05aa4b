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
const teaches = ', would teach the model much';

const plain = {
  audit: 'audit of automatic acceptance',
  golden: 'drawn by chance for the golden set',
  merged: 'merged from listings in different categories',
  exception: 'marked as an exception in the grid',
  'two-people': 'two people chose different categories',
  rejected: 'a person said that the proposed category is wrong',
} as const;

/** The sentence that is stored. */
export function askedWords(reason: AskedReason): string {
  switch (reason.code) {
    case 'missing':
    case 'doubted':
    case 'unsure':
    case 'text-picture':
      return [
        valued[reason.code],
        reason.values.sellsWell ? sells : '',
        reason.values.instructive ? teaches : '',
      ].join('');
    case 'again':
      return `asked again: ${reason.values.note}`;
    case 'taxonomy':
      return `its category is no longer one: ${reason.values.path}`;
    case 'teaches':
      return `teaches the model: unsure between its first two answers (${Math.round(100 * reason.values.share)} %), unlike the others chosen`;
    case 'teaches-matcher':
      return `teaches the model: unsure of a pair (${Math.round(100 * reason.values.share)} %), unlike the others chosen`;
    case 'alike':
      return `${reason.values.count} listings, alike throughout`;
    case 'partly-alike':
      return `${reason.values.count} listings, not every pair alike`;
    case 'two-models':
      return `two models differ: ${reason.values.one}, or ${reason.values.other}`;
    case 'said':
      return reason.values.text;
    default:
      return plain[reason.code];
  }
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
        [true, false].map((instructive): AskedReason => ({ code, values: { sellsWell, instructive } })),
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
