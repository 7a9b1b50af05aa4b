/**
 * The fields that listings are compared by: those of every listing, and their attributes under one name whatever the
 * language. Pure. Listings write the same thing in many ways, so values are compared by what they say: numbers in one
 * unit, colours of five languages, words without case and accents.
 */
import { colourBits } from '#server/ml/pairs/colours.ts';
import { bestAgreement } from '#server/ml/pairs/features-codes.ts';
import { type Dimension, dimensions, parseQuantities } from '#server/ml/pairs/quantities.ts';
import type { CardProduct } from '#server/review/schema-product.ts';

export interface FieldRule {
  field: string;
  label: string;
  read: (member: CardProduct) => string | null;
  /** Where the field is empty: what the title says of it. Shown and compared, never merged. */
  readTitle?: (member: CardProduct) => string | null;
  /** Two values that are written differently say the same. */
  agree: (x: string, y: string) => boolean;
  /** Whether two values can be told apart at all: words of two languages cannot. Default: always. */
  comparable?: (x: string, y: string) => boolean;
  /** Different values speak against "same product"; else they are only how a seller writes. */
  identity: boolean;
  /** Always on top, also when equal: where false merges come from. */
  key: boolean;
  /** `majority`: the value that most have; `longest`: the one that says most; null: each seller's own, never merged. */
  golden: 'majority' | 'longest' | 'best-member' | null;
}

export function foldValue(value: string): string {
  return value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}.,]+/gu, ' ')
    .trim();
}

const sameWords = (x: string, y: string): boolean => foldValue(x) === foldValue(y);
const sameCode = (x: string, y: string): boolean =>
  foldValue(x).replace(/[^\p{L}\p{N}]/gu, '') === foldValue(y).replace(/[^\p{L}\p{N}]/gu, '');

const coloursOf = (value: string): number => colourBits(foldValue(value).split(' '));

/** True, false, or null where the two cannot be read as colours or as amounts of one kind. */
function readAlike(x: string, y: string): boolean | null {
  const [coloursX, coloursY] = [coloursOf(x), coloursOf(y)];
  if (coloursX !== 0 && coloursY !== 0) return (coloursX & coloursY) !== 0;
  const others = parseQuantities(foldValue(y));
  const agreements = parseQuantities(foldValue(x))
    .map((one) => bestAgreement(one, others))
    .filter((agreement) => !Number.isNaN(agreement));
  return agreements.length === 0 ? null : agreements.every((agreement) => agreement > 0);
}

/** "black" and "schwarz", "6.1 oz" and "173 g": the same; where neither can be read, the words decide. */
const sameMeaning = (x: string, y: string): boolean => sameWords(x, y) || readAlike(x, y) === true;

/** Values that can be read, and codes and numbers, mean the same in every language. */
const isReadable = (x: string, y: string): boolean =>
  readAlike(x, y) !== null || (/\d/.test(x) && /\d/.test(y));

/** How many pieces a value says; a bare number says so too. */
export function piecesOf(said: string): number | null {
  const count = dimensions.indexOf('count');
  const folded = foldValue(said);
  const found = parseQuantities(folded).find((one) => one.dimension === count);
  if (found) return found.low === found.high ? found.low : null;
  const numbers = folded.match(/\d+/g) ?? [];
  return numbers.length === 1 ? Number(numbers[0]) : null;
}

function samePieces(x: string, y: string): boolean {
  const [countX, countY] = [piecesOf(x), piecesOf(y)];
  return countX === null || countY === null ? sameMeaning(x, y) : countX === countY;
}

const plain = { identity: false, key: false, golden: null, agree: sameWords } as const;
const identifies = { identity: true, key: true, golden: 'majority', agree: sameWords } as const;

const fixedFields: readonly FieldRule[] = [
  { ...plain, field: 'title', label: 'title', read: (m) => m.title, key: true, golden: 'best-member' },
  { ...identifies, field: 'brand', label: 'brand', read: (m) => m.brand },
  { ...identifies, field: 'gtin', label: 'GTIN', read: (m) => m.gtin, agree: sameCode },
  { ...identifies, field: 'mpn', label: 'MPN', read: (m) => m.mpn, agree: sameCode },
  { ...plain, field: 'price', label: 'price', read: (m) => m.price, key: true },
  {
    ...plain,
    field: 'description',
    label: 'description',
    read: (m) => m.description,
    golden: 'longest',
  },
  { ...plain, field: 'sellerCategoryPath', label: 'seller’s path', read: (m) => m.sellerCategoryPath },
];

/** Attributes that feeds name in many ways, under one label; those whose difference is the usual false merge are key. */
interface KnownAttribute {
  label: string;
  key: boolean;
  /** Folded names in five languages. */
  names: string;
  /** Read from the title where the attribute is missing. */
  dimension?: Dimension;
  isColour?: boolean;
}

const knownAttributes: readonly KnownAttribute[] = [
  {
    label: 'colour',
    key: true,
    isColour: true,
    names: 'colour, color, colours, farbe, couleur, coloris, colore, color principal',
  },
  {
    label: 'pieces',
    key: true,
    dimension: 'count',
    names:
      'pieces, number of pieces, pack, pack size, count, quantity, units, stuck, stuckzahl, anzahl, teile, packungsgrosse, quantite, nombre de pieces, lot, lot de, piezas, unidades, cantidad, pezzi, quantita, confezione',
  },
  {
    label: 'storage',
    key: true,
    dimension: 'storage',
    names:
      'storage, memory, storage capacity, speicher, speicherplatz, stockage, memoire, almacenamiento, almacenamiento interno, memoria, memoria interna',
  },
  {
    label: 'volume',
    key: true,
    dimension: 'volume',
    names:
      'volume, capacity, content, inhalt, volumen, fassungsvermogen, fullmenge, contenance, capacite, capacidad, contenido, capacita, contenuto',
  },
  {
    label: 'weight',
    key: true,
    dimension: 'mass',
    names: 'weight, net weight, gewicht, nettogewicht, poids, poids net, peso, peso neto, peso netto',
  },
  {
    label: 'power',
    key: true,
    dimension: 'power',
    names: 'power, wattage, leistung, puissance, potencia, potenza',
  },
  {
    label: 'size',
    key: true,
    names:
      'size, shoe size, grosse, schuhgrosse, konfektionsgrosse, taille, pointure, talla, talla de calzado, tamano, taglia, numero di scarpe, misura, dimensione',
  },
  { label: 'length', key: false, names: 'length, lange, longueur, longitud, largo, lunghezza' },
  { label: 'width', key: false, names: 'width, breite, largeur, anchura, ancho, larghezza' },
  { label: 'height', key: false, names: 'height, hohe, hauteur, altura, alto, altezza' },
  { label: 'depth', key: false, names: 'depth, tiefe, profondeur, profundidad, fondo, profondita' },
  { label: 'diameter', key: false, names: 'diameter, durchmesser, diametre, diametro, ø' },
  { label: 'thickness', key: false, names: 'thickness, dicke, starke, epaisseur, grosor, espesor, spessore' },
  {
    label: 'memory',
    key: true,
    names: 'ram, ram memory, arbeitsspeicher, memoire vive, memoire ram, memoria ram',
  },
  {
    label: 'screen',
    key: true,
    names:
      'screen, screen size, display size, bildschirmgrosse, bildschirmdiagonale, displaygrosse, taille d ecran, taille de l ecran, taille ecran, diagonale d ecran, pantalla, tamano de pantalla, tamano de la pantalla, schermo, dimensione schermo, dimensioni schermo',
  },
  {
    label: 'battery',
    key: false,
    names:
      'battery, battery capacity, akku, akkukapazitat, batterie, batteriekapazitat, capacite de la batterie, bateria, capacidad de la bateria, batteria, capacita batteria',
  },
  { label: 'voltage', key: false, names: 'voltage, spannung, tension, voltaje, tensione, voltaggio' },
  { label: 'temperature', key: false, names: 'temperature, temperatur, temperatura' },
  {
    label: 'age',
    key: false,
    names:
      'age, recommended age, alter, altersempfehlung, age recommande, edad, edad recomendada, eta, eta consigliata',
  },
  {
    label: 'players',
    key: false,
    names:
      'players, number of players, spieler, spieleranzahl, spielerzahl, anzahl spieler, joueurs, nombre de joueurs, jugadores, numero de jugadores, giocatori, numero di giocatori',
  },
  {
    label: 'persons',
    key: false,
    names: 'persons, number of persons, personen, personnes, nombre de personnes, personas, persone',
  },
  { label: 'slots', key: false, names: 'slots, schlitze, fentes, ranuras, fessure' },
  { label: 'gender', key: false, names: 'gender, geschlecht, sexe, genre, genero, sexo, sesso, genere' },
  { label: 'pattern', key: false, names: 'pattern, muster, motif, estampado, motivo, fantasia' },
  { label: 'material', key: false, names: 'material, matiere, materiau, materiale' },
  {
    label: 'variety',
    key: true,
    names:
      'variety, flavour, flavor, sorte, geschmack, variete, gout, parfum, variedad, sabor, varieta, gusto',
  },
  { label: 'model', key: true, names: 'model, modell, modele, modelo, modello' },
  {
    label: 'year',
    key: true,
    names:
      'year, model year, jahr, modelljahr, annee, annee modele, millesime, ano, ano de modelo, ano del modelo, anno, anno modello',
  },
];

const attributeOfName = new Map(
  knownAttributes.flatMap((known) => known.names.split(', ').map((name) => [name, known] as const)),
);

/** One text that holds a list ("Colour: teal; Pieces: 6") as the attributes that it lists. */
const listed = /^\s*[^:;]{1,40}:[^:;]{1,120}(;\s*[^:;]{1,40}:[^:;]{1,120})*;?\s*$/;

export function factsOf(member: CardProduct): { name: string; value: string }[] {
  return member.attributes.flatMap((fact) =>
    listed.test(fact.value)
      ? fact.value
          .split(';')
          .map((part) => part.split(':'))
          .filter((part) => part.length === 2 && part[1].trim() !== '')
          .map(([name, value]) => ({ name: name.trim(), value: value.trim() }))
      : [fact],
  );
}

function titleReader({ dimension, isColour }: KnownAttribute): FieldRule['readTitle'] {
  if (isColour)
    return ({ title }) => {
      const words = title.split(/[\s,;/()]+/).filter((word) => coloursOf(word) !== 0);
      return words.length > 0 ? words.join(' ') : null;
    };
  if (!dimension) return undefined;
  const place = dimensions.indexOf(dimension);
  return ({ title }) => {
    const found = parseQuantities(foldValue(title)).filter((one) => one.dimension === place);
    return found.length > 0 ? found.map((one) => one.written).join(', ') : null;
  };
}

interface Named {
  field: string;
  label: string;
  known: KnownAttribute | undefined;
}

function nameOf(name: string): Named {
  const folded = foldValue(name);
  const known = attributeOfName.get(folded);
  return {
    field: known ? `attribute:${known.label}` : `attribute:${folded}`,
    label: known?.label ?? name,
    known,
  };
}

/** Every field that these members have, each once. */
export function fieldRules(members: readonly CardProduct[]): FieldRule[] {
  const named = new Map<string, Named>();
  for (const known of knownAttributes)
    if (known.dimension || known.isColour) named.set(`attribute:${known.label}`, { ...nameOf(known.label) });
  for (const member of members)
    for (const fact of factsOf(member)) {
      const name = nameOf(fact.name);
      if (!named.has(name.field)) named.set(name.field, name);
    }
  const attributes = [...named.values()].map(
    ({ field, label, known }): FieldRule => ({
      field,
      label,
      read: (member) => factsOf(member).find((fact) => nameOf(fact.name).field === field)?.value ?? null,
      readTitle: known && titleReader(known),
      agree: known?.dimension === 'count' ? samePieces : sameMeaning,
      comparable: isReadable,
      identity: true,
      key: known?.key ?? false,
      golden: 'majority',
    }),
  );
  return [...fixedFields, ...attributes];
}
