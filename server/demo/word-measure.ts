/** Writes a property's value the way a seller would: units, decimal signs, ranges, names of colours. */
import { type AxisKey, type AxisValue, axes } from './axes.ts';
import { colours, flavours, type Locale, localise, materials } from './vocabulary.ts';

export interface Wording {
  locale: Locale;
  decimalComma: boolean;
  imperial: boolean;
  /** Picks among synonyms; constant within a listing. */
  synonym: number;
}

const colourByCode = new Map(colours.map((colour) => [colour.code, colour]));

function number(value: number, wording: Wording, digits = 2): string {
  const text = String(Number(value.toFixed(digits)));
  return wording.decimalComma ? text.replace('.', ',') : text;
}

/** [factor, unit] from the stored unit to the imperial one. */
const imperialUnits: Readonly<Record<string, readonly [number, string]>> = {
  g: [1 / 28.3495, 'oz'],
  kg: [2.20462, 'lb'],
  cm: [1 / 2.54, 'in'],
  ml: [1 / 29.5735, 'fl oz'],
  l: [1 / 0.946353, 'qt'],
};

const inchWords: Readonly<Record<Locale, string>> = {
  en: 'inch',
  fr: 'pouces',
  de: 'Zoll',
  es: 'pulgadas',
  it: 'pollici',
};
const packWords: Readonly<Record<Locale, (n: string) => string>> = {
  en: (n) => `pack of ${n}`,
  fr: (n) => `lot de ${n}`,
  de: (n) => `${n}er-Pack`,
  es: (n) => `pack de ${n}`,
  it: (n) => `confezione da ${n}`,
};
const yearless = new Set(['year', 'size', 'shoe']);

/** Larger or smaller words for a unit: [when, factor, unit, digits]. */
const rescaled: Readonly<Record<string, readonly [(value: number) => boolean, number, string, number]>> = {
  ml: [(value) => value >= 1000, 1 / 1000, 'L', 2],
  g: [(value) => value >= 1000, 1 / 1000, 'kg', 2],
  kg: [(value) => value < 1, 1000, 'g', 0],
  cm: [(value) => value < 6, 10, 'mm', 0],
};

const unitWords: Readonly<Record<string, string>> = { '': '', pcs: '', '+': '+', l: ' L' };

interface Written {
  text: string;
  unit: string;
}

/** Units that have two spellings, of which a listing uses one throughout. */
function spelt(unit: string, value: number, wording: Wording): Written | null {
  const first = wording.synonym % 2 === 0;
  if (unit === 'in')
    return { text: number(value, wording, 1), unit: first ? '"' : ` ${inchWords[wording.locale]}` };
  if (unit !== 'GB' || value < 1000 || !first) return null;
  return { text: number(value / (value % 1024 === 0 ? 1024 : 1000), wording, 0), unit: ' TB' };
}

function scaled(axis: AxisKey, value: number, wording: Wording): Written {
  const { unit } = axes[axis];
  const written = spelt(unit, value, wording);
  if (written) return written;
  const imperial = wording.imperial ? imperialUnits[unit] : undefined;
  if (imperial) return { text: number(value * imperial[0], wording, 1), unit: ` ${imperial[1]}` };
  const [applies, factor, name, digits] = rescaled[unit] ?? [() => false, 1, unit, 2];
  if (applies(value)) return { text: number(value * factor, wording, digits), unit: ` ${name}` };
  return { text: number(value, wording), unit: unitWords[unit] ?? ` ${unit}` };
}

/** The value alone, for an attribute. */
export function wordValue(axis: AxisKey, value: AxisValue, wording: Wording): string {
  if (typeof value === 'string') {
    const colour = colourByCode.get(value);
    if (axis === 'colour' && colour) return localise(colour.names, wording.locale, wording.synonym);
    if (axis === 'material') return localise(materials[value], wording.locale);
    if (axis === 'flavour') return localise(flavours[value], wording.locale);
    return value;
  }
  if (typeof value === 'number') {
    if (yearless.has(axis)) return String(value);
    const { text, unit } = scaled(axis, value, wording);
    return text + unit;
  }
  const low = scaled(axis, value.from, wording);
  const high = scaled(axis, value.to, wording);
  return `${low.text}–${high.text}${high.unit}`;
}

const sizeWords: Readonly<Record<Locale, string>> = {
  en: 'size',
  fr: 'taille',
  de: 'Gr.',
  es: 'talla',
  it: 'taglia',
};
const countWords: Partial<Record<AxisKey, Readonly<Record<Locale, string>>>> = {
  slots: { en: 'slots', fr: 'fentes', de: 'Schlitze', es: 'ranuras', it: 'fessure' },
  pieces: { en: 'pieces', fr: 'pièces', de: 'Teile', es: 'piezas', it: 'pezzi' },
  players: { en: 'players', fr: 'joueurs', de: 'Spieler', es: 'jugadores', it: 'giocatori' },
  persons: { en: 'persons', fr: 'personnes', de: 'Personen', es: 'personas', it: 'persone' },
  age: { en: 'years', fr: 'ans', de: 'Jahre', es: 'años', it: 'anni' },
};

/** The value as it stands in a title, or '' where a title would not say it (a pack of one). */
export function wordInTitle(axis: AxisKey, value: AxisValue, wording: Wording): string {
  const text = wordValue(axis, value, wording);
  if (axis === 'pack') return value === 1 ? '' : packWords[wording.locale](text);
  if (axis === 'size' || axis === 'shoe')
    return wording.synonym % 3 === 0 ? text : `${sizeWords[wording.locale]} ${text}`;
  if (axis === 'memory') return `${text} RAM`;
  const counted = countWords[axis];
  return counted ? `${text} ${counted[wording.locale]}` : text;
}
