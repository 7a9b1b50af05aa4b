import { readdirSync, readFileSync } from 'node:fs';
import compile from 'icu-minify/compile';
import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { compiledMessages, sources } from './compiled.ts';
import { localeNames } from './locales.ts';

type Texts = Map<string, string>;

function textsOf(tree: object, path = '', texts: Texts = new Map()): Texts {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') texts.set(`${path}${key}`, value);
    else textsOf(value, `${path}${key}.`, texts);
  }
  return texts;
}

/** Names of the values and tags that a text takes: the first entry of each parsed node, in whatever branch it stands. */
function placeholders(node: unknown, names = new Set<string>()): Set<string> {
  if (!Array.isArray(node)) return names;
  for (const part of node) {
    if (!Array.isArray(part)) continue;
    const [name, ...rest] = part;
    names.add(String(name));
    placeholders(rest, names);
    for (const option of rest) {
      if (option && typeof option === 'object' && !Array.isArray(option))
        for (const branch of Object.values(option)) placeholders(branch, names);
    }
  }
  return names;
}

const locales = Object.keys(localeNames) as (keyof typeof localeNames)[];
const english = textsOf(sources.en);

describe('messages', () => {
  it.each(locales)('%s parses, takes the same values as English, leaves nothing empty', (locale) => {
    const faults: string[] = [];
    for (const [key, text] of textsOf(sources[locale])) {
      if (text.trim() === '') faults.push(`${key}: empty`);
      const takes = [...placeholders(compile(text))].sort().join();
      const wanted = [...placeholders(compile(english.get(key) ?? ''))].sort().join();
      if (takes !== wanted) faults.push(`${key}: takes (${takes}), English (${wanted})`);
    }
    expect(faults).toEqual([]);
  });

  it('counts pairs that are alike in the singular and the plural', () => {
    const said = locales.map((locale) => {
      const t = createTranslator({ locale, messages: sources[locale], namespace: 'pairs' });
      return [1, 2].map((alike) => t('density', { alike, all: 3 }));
    });
    expect(said).toEqual([
      ['1 of 3 pairs alike', '2 of 3 pairs alike'],
      ['1 paire sur 3 se ressemble', '2 paires sur 3 se ressemblent'],
      ['1 von 3 Paaren gleicht sich', '2 von 3 Paaren gleichen sich'],
      ['1 de 3 pares se parece', '2 de 3 pares se parecen'],
      ['1 coppia su 3 si somiglia', '2 coppie su 3 si somigliano'],
    ]);
  });

  it('keeps French signs on the line of the word before them', () => {
    const loose = [...textsOf(sources.fr)].filter(([, text]) => / [:;?!»]|« /.test(text));
    expect(loose.map(([key]) => key)).toEqual([]);
  });

  it('reads values out of every branch', () => {
    const text = 'a {x} <b>{y}</b> {n, plural, one {# {z}} other {{w}}}';
    expect([...placeholders(compile(text))].sort()).toEqual(['b', 'n', 'w', 'x', 'y', 'z']);
  });

  it('keeps the keys of the source in parsed form', () => {
    expect(Object.keys(compiledMessages('de').desk.menu)).toEqual(Object.keys(sources.en.desk.menu));
  });

  it('are plain data in parsed form, all that React hands from the server to the browser', () => {
    const isPlain = (node: unknown): boolean =>
      node === null || typeof node !== 'object'
        ? ['string', 'number'].includes(typeof node)
        : [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(node)) &&
          Object.values(node).every(isPlain);
    for (const locale of locales) expect(isPlain(compiledMessages(locale)), locale).toBe(true);
  });

  it('speaks the language asked for', () => {
    const t = createTranslator({ locale: 'de', messages: sources.de, namespace: 'desk' });
    expect(t('theme.change', { now: 'hell', next: 'dunkel' })).toBe('Aussehen: hell. Wechseln zu: dunkel');
  });

  it('words every refusal that a route has a status for', () => {
    const code = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('route.ts'))
      .map((file) => readFileSync(`app/api/${file}`, 'utf8'));
    const maps = code.flatMap((text) => [...text.matchAll(/const status\w*\b[^;]*?= \{([^}]*)\}/g)]);
    const reasons = new Set(
      maps.flatMap(([, map]) => [...map.matchAll(/'?([a-z-]+)'?: \d{3}/g)].map((one) => one[1])),
    );
    // An upload of a model that is refused tells its detail instead.
    reasons.delete('refused');
    expect(reasons.size).toBeGreaterThan(12);
    const { why, settings, products } = sources.en;
    const worded = { ...why.code, ...settings.refused, ...products.edit.refused };
    expect([...reasons].filter((reason) => !Object.hasOwn(worded, reason))).toEqual([]);
  });

  it('words every refusal of the doors', () => {
    const code = ['server', 'app'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.startsWith('db/generated'))
        .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
    );
    const refusals = code.flatMap((text) => [
      ...text.matchAll(/(?:new Refusal|problem)\(\d{3}, '([a-z-]+)'/g),
    ]);
    const reasons = new Set(refusals.map((found) => found[1]));
    // The sign-in page alone meets it, and says it in words of its own.
    reasons.delete('too-many-attempts');
    expect(reasons.size).toBeGreaterThan(6);
    expect([...reasons].filter((reason) => !Object.hasOwn(sources.en.why.code, reason))).toEqual([]);
  });
});
