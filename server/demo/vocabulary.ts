/**
 * Words shared by all product types, in the order of `locales`: en, fr, de, es, it.
 * `a|b` lists synonyms: different sellers name one thing differently, which is what makes duplicates hard.
 */
export const locales = ['en', 'fr', 'de', 'es', 'it'] as const;
export type Locale = (typeof locales)[number];
/** One text per locale, in the order of `locales`. */
export type Localised = readonly [string, string, string, string, string];

export interface Colour {
  code: string;
  hex: string;
  names: Localised;
}

function colour(code: string, hex: string, ...names: [string, string, string, string, string]): Colour {
  return { code, hex, names };
}

export const colours: readonly Colour[] = [
  colour(
    'BK',
    '#26282c',
    'Black|Midnight',
    'Noir|Minuit',
    'Schwarz|Mitternacht',
    'Negro|Medianoche',
    'Nero|Mezzanotte',
  ),
  colour('WH', '#eeede8', 'White|Snow', 'Blanc|Neige', 'Weiß|Schneeweiß', 'Blanco|Nieve', 'Bianco|Neve'),
  colour(
    'SV',
    '#b9bec4',
    'Silver|Stainless',
    'Argent|Inox',
    'Silber|Edelstahl',
    'Plata|Inox',
    'Argento|Inox',
  ),
  colour('GY', '#7b8087', 'Grey|Graphite', 'Gris|Graphite', 'Grau|Graphit', 'Gris|Grafito', 'Grigio|Grafite'),
  colour('RD', '#c2373b', 'Red|Cherry', 'Rouge|Cerise', 'Rot|Kirschrot', 'Rojo|Cereza', 'Rosso|Ciliegia'),
  colour('BL', '#2f65a8', 'Blue|Ocean', 'Bleu|Océan', 'Blau|Ozeanblau', 'Azul|Océano', 'Blu|Oceano'),
  colour('NV', '#22385f', 'Navy', 'Bleu marine', 'Marineblau', 'Azul marino', 'Blu navy'),
  colour('GN', '#3f8457', 'Green|Forest', 'Vert|Forêt', 'Grün|Waldgrün', 'Verde|Bosque', 'Verde|Bosco'),
  colour('YE', '#e0b23a', 'Yellow|Honey', 'Jaune|Miel', 'Gelb|Honiggelb', 'Amarillo|Miel', 'Giallo|Miele'),
  colour(
    'OR',
    '#dd7a34',
    'Orange|Amber',
    'Orange|Ambre',
    'Orange|Bernstein',
    'Naranja|Ámbar',
    'Arancione|Ambra',
  ),
  colour(
    'PK',
    '#dd93a8',
    'Pink|Rose',
    'Rose|Rose poudré',
    'Rosa|Altrosa',
    'Rosa|Rosa palo',
    'Rosa|Rosa cipria',
  ),
  colour('PU', '#71568f', 'Purple|Violet', 'Violet|Prune', 'Lila|Violett', 'Morado|Violeta', 'Viola|Prugna'),
  colour('BR', '#7d573c', 'Brown|Walnut', 'Marron|Noyer', 'Braun|Nussbaum', 'Marrón|Nogal', 'Marrone|Noce'),
  colour('BE', '#d3c1a0', 'Beige|Sand', 'Beige|Sable', 'Beige|Sand', 'Beige|Arena', 'Beige|Sabbia'),
  colour(
    'TQ',
    '#3b9fa1',
    'Turquoise|Teal',
    'Turquoise|Bleu canard',
    'Türkis|Petrol',
    'Turquesa|Verde azulado',
    'Turchese|Ottanio',
  ),
];

/** Colours that a kind of product comes in, by code. */
export const palettes = {
  tech: ['BK', 'WH', 'SV', 'GY', 'BL', 'GN', 'PU', 'PK'],
  metal: ['SV', 'BK', 'WH', 'RD', 'BE', 'TQ'],
  textile: ['BK', 'WH', 'GY', 'RD', 'BL', 'NV', 'GN', 'YE', 'PK', 'BE', 'BR', 'OR'],
  bright: ['RD', 'BL', 'GN', 'YE', 'OR', 'PK', 'PU', 'TQ'],
  leather: ['BK', 'BR', 'BE', 'RD', 'NV', 'GY'],
  decor: ['WH', 'BE', 'GY', 'BK', 'TQ', 'GN', 'BR', 'PK', 'BL'],
  pack: ['GN', 'BR', 'RD', 'YE', 'BL', 'OR', 'PU', 'BK', 'TQ'],
} as const;
export type PaletteName = keyof typeof palettes;

/** Materials by code, in all five languages. */
export const materials: Readonly<Record<string, Localised>> = {
  steel: ['stainless steel', 'acier inoxydable', 'Edelstahl', 'acero inoxidable', 'acciaio inox'],
  plastic: [
    'BPA-free plastic',
    'plastique sans BPA',
    'BPA-freier Kunststoff',
    'plástico sin BPA',
    'plastica senza BPA',
  ],
  glass: [
    'borosilicate glass',
    'verre borosilicate',
    'Borosilikatglas',
    'vidrio borosilicato',
    'vetro borosilicato',
  ],
  ceramic: ['ceramic', 'céramique', 'Keramik', 'cerámica', 'ceramica'],
  stoneware: ['stoneware', 'grès', 'Steinzeug', 'gres', 'gres'],
  cotton: ['organic cotton', 'coton bio', 'Bio-Baumwolle', 'algodón orgánico', 'cotone biologico'],
  polyester: [
    'recycled polyester',
    'polyester recyclé',
    'recyceltes Polyester',
    'poliéster reciclado',
    'poliestere riciclato',
  ],
  denim: ['stretch denim', 'denim stretch', 'Stretch-Denim', 'denim elástico', 'denim elasticizzato'],
  linen: ['linen', 'lin', 'Leinen', 'lino', 'lino'],
  leather: ['genuine leather', 'cuir véritable', 'echtes Leder', 'piel auténtica', 'vera pelle'],
  suede: ['suede', 'daim', 'Wildleder', 'ante', 'camoscio'],
  mesh: [
    'breathable mesh',
    'mesh respirant',
    'atmungsaktives Mesh',
    'malla transpirable',
    'mesh traspirante',
  ],
  silicone: ['silicone', 'silicone', 'Silikon', 'silicona', 'silicone'],
  wood: ['beech wood', 'bois de hêtre', 'Buchenholz', 'madera de haya', 'legno di faggio'],
  aluminium: ['aluminium', 'aluminium', 'Aluminium', 'aluminio', 'alluminio'],
  castiron: ['cast iron', 'fonte', 'Gusseisen', 'hierro fundido', 'ghisa'],
  rubber: ['natural rubber', 'caoutchouc naturel', 'Naturkautschuk', 'caucho natural', 'gomma naturale'],
  acetate: ['acetate', 'acétate', 'Acetat', 'acetato', 'acetato'],
  plush: ['soft plush', 'peluche douce', 'weicher Plüsch', 'peluche suave', 'morbido peluche'],
  nylon: ['ripstop nylon', 'nylon ripstop', 'Ripstop-Nylon', 'nailon ripstop', 'nylon ripstop'],
};

/** Flavours, scents and roasts: words that tell two packs of one brand apart. */
export const flavours: Readonly<Record<string, Localised>> = {
  dark: ['dark 70%', 'noir 70 %', 'Zartbitter 70 %', 'negro 70 %', 'fondente 70%'],
  milk: ['milk', 'au lait', 'Vollmilch', 'con leche', 'al latte'],
  hazelnut: ['hazelnut', 'noisette', 'Haselnuss', 'avellana', 'nocciola'],
  green: ['green', 'vert', 'grüner', 'verde', 'verde'],
  black: ['black', 'noir', 'schwarzer', 'negro', 'nero'],
  herbal: ['herbal', 'aux herbes', 'Kräuter', 'de hierbas', 'alle erbe'],
  mild: ['mild roast', 'torréfaction douce', 'milde Röstung', 'tueste suave', 'tostatura delicata'],
  intense: ['dark roast', 'torréfaction intense', 'kräftige Röstung', 'tueste intenso', 'tostatura intensa'],
  acacia: ['acacia', "d'acacia", 'Akazie', 'de acacia', 'di acacia'],
  flower: ['wildflower', 'toutes fleurs', 'Blüten', 'mil flores', 'millefiori'],
  lavender: ['lavender', 'lavande', 'Lavendel', 'lavanda', 'lavanda'],
  orange: ['orange', 'orange', 'Orange', 'naranja', 'arancia'],
  apple: ['apple', 'pomme', 'Apfel', 'manzana', 'mela'],
  fruity: ['fruity', 'fruité', 'fruchtig', 'afrutado', 'fruttato'],
  delicate: ['delicate', 'doux', 'mild', 'suave', 'delicato'],
  argan: ['argan', "à l'argan", 'Argan', 'de argán', "all'argan"],
  aloe: ['aloe vera', 'aloe vera', 'Aloe Vera', 'aloe vera', 'aloe vera'],
  penne: ['penne', 'penne', 'Penne', 'penne', 'penne'],
  spaghetti: ['spaghetti', 'spaghetti', 'Spaghetti', 'espaguetis', 'spaghetti'],
  fusilli: ['fusilli', 'fusilli', 'Fusilli', 'fusilli', 'fusilli'],
  woody: ['woody', 'boisé', 'holzig', 'amaderado', 'legnoso'],
  floral: ['floral', 'floral', 'blumig', 'floral', 'floreale'],
};

/** The locale's text of a localised value; of synonyms, the one numbered `pick` (modulo their count). */
export function localise(text: Localised, locale: Locale, pick = 0): string {
  const options = text[locales.indexOf(locale)].split('|');
  return options[pick % options.length];
}
