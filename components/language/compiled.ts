import compile from 'icu-minify/compile';
import type { Locale } from '#server/auth/schema.ts';
import { messages as de } from './de/messages.ts';
import { messages as en } from './en/messages.ts';
import { messages as es } from './es/messages.ts';
import { messages as fr } from './fr/messages.ts';
import { messages as it } from './it/messages.ts';
import type { Messages, SourceMessages } from './messages.ts';

/** For the server alone: the pages send their reader's language, the browser never sees the others. */
export const sources: Readonly<Record<Locale, Messages>> = { en, fr, de, es, it };

interface Tree {
  readonly [key: string]: string | Tree;
}

type Compiled = ReturnType<typeof compile> | { [key: string]: Compiled };

const compileTree = (tree: Tree): { [key: string]: Compiled } =>
  Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? compile(value) : compileTree(value),
    ]),
  );

/** Branches of a plural have no prototype, which React does not hand to the browser. */
const plain = <T>(tree: T): T => JSON.parse(JSON.stringify(tree)) as T;

const done = new Map<Locale, SourceMessages>();

/**
 * The messages of a language, parsed once a process. Parsed or not, they are read by the same keys, which is all that
 * their type is for: `use-intl` takes them in this form where next.config.ts leaves its parser out.
 */
export function compiledMessages(locale: Locale): SourceMessages {
  const ready = done.get(locale) ?? (plain(compileTree(sources[locale])) as unknown as SourceMessages);
  done.set(locale, ready);
  return ready;
}
