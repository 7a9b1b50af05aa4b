import type { messages as source } from './en/messages.ts';

/** The same keys, other words: a missing or surplus key in a language does not compile. */
type Translated<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Translated<T[Key]> };

export type SourceMessages = typeof source;
export type Messages = Translated<SourceMessages>;
