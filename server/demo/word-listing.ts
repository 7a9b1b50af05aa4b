/** Titles, descriptions and attributes of one listing in its seller's language and style. */
import type { Rng } from '#server/ml/rng.ts';
import { type AxisKey, axes } from './axes.ts';
import { chance, pick } from './choose.ts';
import type { Product } from './schema.ts';
import type { Seller } from './sellers.ts';
import type { Leaf } from './taxonomy.ts';
import { type Locale, localise } from './vocabulary.ts';
import { type Wording, wordInTitle, wordValue } from './word-measure.ts';

const promises: Readonly<Record<Locale, readonly string[]>> = {
  en: ['NEW', 'free delivery', 'original', 'best price'],
  fr: ['NOUVEAU', 'livraison gratuite', "d'origine", 'promo'],
  de: ['NEU', 'versandkostenfrei', 'original', 'Aktion'],
  es: ['NUEVO', 'envío gratis', 'original', 'oferta'],
  it: ['NUOVO', 'spedizione gratuita', 'originale', 'offerta'],
};

/** What a seller may say: the colour of a package is drawn, and is no property of what is in it. */
function statedAxes(product: Product, leaf: Leaf): AxisKey[] {
  const packaged = leaf.spec.flavours !== undefined || leaf.spec.slug === 'board-game';
  return (Object.keys(product.values) as AxisKey[]).filter((axis) => !(packaged && axis === 'colour'));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function titleDetails(product: Product, leaf: Leaf, wording: Wording, rng: Rng): string[] {
  const keys: AxisKey[] = [...leaf.spec.title];
  if (statedAxes(product, leaf).includes('colour')) keys.push('colour');
  const details = keys
    // The first property is nearly always said: it is what tells variants apart.
    .filter((_, i) => chance(rng, i === 0 ? 0.95 : 0.78))
    .map((axis) => {
      const value = product.values[axis];
      return value === undefined ? '' : wordInTitle(axis, value, wording);
    })
    .filter((text) => text !== '');
  return details;
}

/** One title; brand is left out now and then, synonyms and order differ by seller. */
export function wordTitle(product: Product, leaf: Leaf, seller: Seller, wording: Wording, rng: Rng): string {
  const noun = localise(leaf.spec.nouns, wording.locale, wording.synonym);
  const brand = chance(rng, 0.9) ? product.brand : '';
  const model = chance(rng, 0.93) ? product.model : product.mpn;
  const details = titleDetails(product, leaf, wording, rng);
  const name = [brand, model].filter(Boolean);
  const words = (parts: string[]): string => parts.filter(Boolean).join(' ');
  const tail = chance(rng, 0.06) ? ` ${pick(rng, promises[wording.locale])}` : '';
  switch (seller.titleStyle) {
    case 'brand-first':
      return words([...name, capital(noun), details.join(', ')]) + tail;
    case 'shouting':
      return words([brand.toUpperCase(), model, noun.toUpperCase(), ...details]) + tail;
    case 'dashes':
      return [words([...name]), capital(noun), ...details].filter(Boolean).join(' - ') + tail;
    case 'lower':
      return words([noun, ...name, ...details]).toLowerCase() + tail;
    default:
      return wording.locale === 'en' || wording.locale === 'de'
        ? words([...name, noun, details.join(', ')]) + tail
        : capital(words([noun, ...name, details.join(' ')])) + tail;
  }
}

const closings: Readonly<Record<Locale, readonly string[]>> = {
  en: ['Ready to ship within 24 hours.', 'Returns within 30 days.', 'Invoice with VAT included.'],
  fr: ['Expédié sous 24 heures.', 'Retour sous 30 jours.', 'Facture avec TVA.'],
  de: ['Versandfertig in 24 Stunden.', 'Rückgabe innerhalb von 30 Tagen.', 'Rechnung mit MwSt.'],
  es: ['Envío en 24 horas.', 'Devolución en 30 días.', 'Factura con IVA.'],
  it: ['Spedito entro 24 ore.', 'Reso entro 30 giorni.', 'Fattura con IVA.'],
};

/** Two to four short sentences. */
export function wordDescription(product: Product, leaf: Leaf, wording: Wording, rng: Rng): string {
  const { locale } = wording;
  const noun = capital(localise(leaf.spec.nouns, locale, wording.synonym + 1));
  const features = leaf.shelf.features
    .filter(() => chance(rng, 0.6))
    .map((feature) => localise(feature, locale));
  const facts = statedAxes(product, leaf)
    .filter(() => chance(rng, 0.5))
    .slice(0, 3)
    .map(
      (axis) => `${localise(axes[axis].label, locale)}: ${wordValue(axis, product.values[axis]!, wording)}`,
    );
  const sentences = [`${noun} ${product.brand} ${product.model}.`];
  if (features.length > 0) sentences.push(`${capital(features.join(', '))}.`);
  if (facts.length > 0) sentences.push(`${facts.join('; ')}.`);
  if (chance(rng, 0.4)) sentences.push(pick(rng, closings[locale]));
  return sentences.join(' ');
}

/** The attributes this seller bothers to give. */
export function wordAttributes(
  product: Product,
  leaf: Leaf,
  wording: Wording,
  rng: Rng,
): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const axis of statedAxes(product, leaf)) {
    if (chance(rng, 0.28)) continue;
    attributes[localise(axes[axis].label, wording.locale)] = wordValue(axis, product.values[axis]!, wording);
  }
  return attributes;
}
