/** What the server says in codes and values, in the reader's words. Pure: each takes the translator of `reasons`. */
import type { useTranslations } from 'use-intl';
import type { Format } from '#components/language/format.ts';
import type { SourceMessages } from '#components/language/messages.ts';
import type { SuggestionReason } from '#server/categorization/schema-card.ts';
import type { ClusterLink } from '#server/duplicates/schema-card.ts';
import type { AskedReason } from '#server/review/schema-asked.ts';

export type ReasonTranslate = ReturnType<typeof useTranslations<'reasons'>>;
type PairReason = ClusterLink['why']['for'][number];
type Colour = keyof SourceMessages['reasons']['colour'];
type Field = keyof SourceMessages['reasons']['field'];

const quoted = (t: ReasonTranslate, words: readonly string[]): string =>
  words.map((word) => t('quoted', { word })).join(', ');

/** Why a category is suggested: the words that speak for it, and where products like it are filed. */
export function suggestionWords(t: ReasonTranslate, reason: SuggestionReason): string {
  if (reason.code === 'said') return reason.values.text;
  if (reason.code !== 'seen') return t(`suggestion.${reason.code}`);
  const { words, agreeing, near } = reason.values;
  if (words.length === 0)
    return near > 0 ? t('suggestion.wholeNear', { agreeing, near }) : t('suggestion.whole');
  const said = quoted(t, words);
  return near > 0
    ? t('suggestion.wordsNear', { words: said, agreeing, near })
    : t('suggestion.words', { words: said });
}

const modalities: Readonly<Record<string, 'text' | 'image' | 'neighbours' | 'similar'>> = {
  text: 'text',
  image: 'image',
  neighbours: 'neighbours',
  'similar products': 'similar',
};

/** "text says", "similar products say": who is of that opinion. */
export function saysWords(t: ReasonTranslate, name: string): string {
  const known = modalities[name];
  return known ? t(`says.${known}`) : t('says.other', { name });
}

/** From here on the wait is said: before, it moves nothing that a person would notice. */
const waitSaidDays = 2;

/** Why a person is asked, and now: everything that moves an item in the order of its queue. */
export function askedNowWords(
  t: ReasonTranslate,
  format: Format,
  { asked, waitingDays }: { asked: AskedReason; waitingDays: number },
): string {
  const wait = waitingDays >= waitSaidDays ? [t('also.waiting', { days: waitingDays })] : [];
  return [askedWords(t, format, asked), ...wait].join(', ');
}

/** Why a person is asked. */
export function askedWords(t: ReasonTranslate, { percent }: Format, reason: AskedReason): string {
  switch (reason.code) {
    case 'said':
      return reason.values.text;
    case 'missing':
    case 'doubted':
    case 'unsure':
    case 'text-picture':
      return [
        t(`asked.${reason.code}`),
        ...(reason.values.sellsWell ? [t('also.sells')] : []),
        ...(reason.values.valued ? [t('also.counts')] : []),
        ...(reason.values.instructive ? [t('also.teaches')] : []),
      ].join(', ');
    case 'again':
      return t('asked.again', reason.values);
    case 'taxonomy':
      return t('asked.taxonomy', { path: shortPath(reason.values.path) });
    case 'teaches':
      return t('asked.teaches', { share: percent.format(reason.values.share) });
    case 'teaches-matcher':
      return t('asked.teaches-matcher', { share: percent.format(reason.values.share) });
    case 'alike':
    case 'partly-alike':
      return t(`asked.${reason.code}`, reason.values);
    case 'two-models':
      return t('asked.two-models', {
        one: shortPath(reason.values.one),
        other: shortPath(reason.values.other),
      });
    default:
      return t(`asked.${reason.code}`);
  }
}

const shortPath = (pathName: string): string => pathName.replaceAll(' > ', ' › ');

function colourWords(t: ReasonTranslate, names: readonly string[]): string {
  const isKnown = (name: string): name is Colour => t.has(`colour.${name}` as `colour.${Colour}`);
  return names.map((name) => (isKnown(name) ? t(`colour.${name}`) : name)).join(', ');
}

/** One reason why two listings are one product or not. */
export function pairReasonWords(t: ReasonTranslate, { tenths }: Format, reason: PairReason): string {
  switch (reason.code) {
    case 'said':
      return reason.values.text;
    case 'same-gtin':
      return t('pair.same-gtin', reason.values);
    case 'same-part-number':
    case 'same-model-number':
      return t(`pair.${reason.code}`, reason.values);
    case 'same-quantity':
    case 'different-quantity':
    case 'quantity-in-range': {
      const { dimension, one, other } = reason.values;
      return t(`pair.${reason.code}`, {
        dimension: t(`dimension.${dimension}`),
        one,
        other: other.join(', '),
      });
    }
    case 'different-colours': {
      const { one, other } = reason.values;
      return t('pair.different-colours', { one: colourWords(t, one), other: colourWords(t, other) });
    }
    case 'prices-apart':
      return t('pair.prices-apart', { times: tenths.format(reason.values.times) });
    case 'same-attributes':
    case 'different-attributes':
      return t(`pair.${reason.code}`, { names: reason.values.names.join(', ') });
    case 'words-of-one':
    case 'words-of-both':
      return t(`pair.${reason.code}`, { words: quoted(t, reason.values.words) });
    default:
      return t(`pair.${reason.code}`);
  }
}

/** Several in a row, as the table and the head of a card show them. */
export const pairReasonList = (
  t: ReasonTranslate,
  format: Format,
  reasons: readonly PairReason[],
  between: string,
): string => reasons.map((reason) => pairReasonWords(t, format, reason)).join(between);

/** A field of ours in the reader's words; an attribute that only the listings name, by their name. */
export function fieldWords(t: ReasonTranslate, { field, label }: { field: string; label: string }): string {
  const isKnown = (name: string): name is Field => t.has(`field.${name}` as `field.${Field}`);
  return isKnown(field) ? t(`field.${field}`) : label;
}
