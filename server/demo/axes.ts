/** The measurable and nameable properties of products: label in five languages, unit, and how a value is written. */
import type { Localised } from './vocabulary.ts';

export type AxisKey =
  | 'storage'
  | 'memory'
  | 'screen'
  | 'power'
  | 'volume'
  | 'content'
  | 'weight'
  | 'load'
  | 'length'
  | 'diameter'
  | 'pack'
  | 'size'
  | 'shoe'
  | 'year'
  | 'battery'
  | 'pieces'
  | 'players'
  | 'age'
  | 'heat'
  | 'slots'
  | 'persons'
  | 'voltage'
  | 'colour'
  | 'material'
  | 'flavour';

export interface Axis {
  label: Localised;
  /** Unit as stored: `g`, `cm`, `ml`, `l`, `kg` may be written in imperial units by some sellers. */
  unit: string;
}

export const axes: Readonly<Record<AxisKey, Axis>> = {
  storage: { unit: 'GB', label: ['Storage', 'Stockage', 'Speicher', 'Almacenamiento', 'Memoria interna'] },
  memory: { unit: 'GB', label: ['RAM', 'Mémoire vive', 'Arbeitsspeicher', 'Memoria RAM', 'RAM'] },
  screen: { unit: 'in', label: ['Screen size', "Taille d'écran", 'Bildschirmgröße', 'Pantalla', 'Schermo'] },
  power: { unit: 'W', label: ['Power', 'Puissance', 'Leistung', 'Potencia', 'Potenza'] },
  volume: { unit: 'l', label: ['Capacity', 'Capacité', 'Fassungsvermögen', 'Capacidad', 'Capacità'] },
  content: { unit: 'ml', label: ['Content', 'Contenance', 'Inhalt', 'Contenido', 'Contenuto'] },
  weight: { unit: 'g', label: ['Net weight', 'Poids net', 'Nettogewicht', 'Peso neto', 'Peso netto'] },
  load: { unit: 'kg', label: ['Weight', 'Poids', 'Gewicht', 'Peso', 'Peso'] },
  length: { unit: 'cm', label: ['Length', 'Longueur', 'Länge', 'Longitud', 'Lunghezza'] },
  diameter: { unit: 'cm', label: ['Diameter', 'Diamètre', 'Durchmesser', 'Diámetro', 'Diametro'] },
  pack: { unit: 'pcs', label: ['Pack size', 'Lot de', 'Stückzahl', 'Unidades', 'Confezione'] },
  size: { unit: '', label: ['Size', 'Taille', 'Größe', 'Talla', 'Taglia'] },
  shoe: { unit: '', label: ['Shoe size', 'Pointure', 'Schuhgröße', 'Número', 'Numero'] },
  year: { unit: '', label: ['Model year', 'Millésime', 'Modelljahr', 'Año de modelo', 'Anno modello'] },
  battery: { unit: 'mAh', label: ['Battery', 'Batterie', 'Akku', 'Batería', 'Batteria'] },
  pieces: { unit: '', label: ['Pieces', 'Pièces', 'Teile', 'Piezas', 'Pezzi'] },
  players: { unit: '', label: ['Players', 'Joueurs', 'Spieler', 'Jugadores', 'Giocatori'] },
  age: { unit: '+', label: ['Age', 'Âge', 'Alter', 'Edad', 'Età'] },
  heat: { unit: '°C', label: ['Temperature', 'Température', 'Temperatur', 'Temperatura', 'Temperatura'] },
  slots: { unit: '', label: ['Slots', 'Fentes', 'Schlitze', 'Ranuras', 'Fessure'] },
  persons: { unit: '', label: ['Persons', 'Personnes', 'Personen', 'Personas', 'Persone'] },
  voltage: { unit: 'V', label: ['Voltage', 'Tension', 'Spannung', 'Voltaje', 'Tensione'] },
  colour: { unit: '', label: ['Colour', 'Couleur', 'Farbe', 'Color', 'Colore'] },
  material: { unit: '', label: ['Material', 'Matière', 'Material', 'Material', 'Materiale'] },
  flavour: { unit: '', label: ['Variety', 'Variété', 'Sorte', 'Variedad', 'Varietà'] },
};

/** A property value: a number, a range of numbers, a size word, or a code of colour, material or flavour. */
export type AxisValue = number | string | { from: number; to: number };
