/** Shape of one product type (a leaf of the taxonomy) and of the shelf that holds it. */
import type { AxisKey, AxisValue } from '../axes.ts';
import type { Localised, PaletteName } from '../vocabulary.ts';

export interface LeafSpec {
  /** Also the name of its drawing. */
  slug: string;
  /** Category name. */
  names: Localised;
  /** What sellers call one piece: synonyms joined by `|`. */
  nouns: Localised;
  /** Lowest and highest usual price in euro. */
  price: readonly [number, number];
  palette?: PaletteName;
  materials?: readonly string[];
  flavours?: readonly string[];
  /** Values each further property may take. */
  axes: Partial<Record<AxisKey, readonly AxisValue[]>>;
  /** Properties usually written into the title, in order. */
  title: readonly AxisKey[];
  /** Properties by which two listings look the same and are not. */
  traps: readonly AxisKey[];
}

export interface ShelfSpec {
  slug: string;
  names: Localised;
  brands: readonly string[];
  /** Model words; the model name is one of these with a number. */
  series: readonly string[];
  /** Selling points, one sentence part each. */
  features: readonly Localised[];
  leaves: readonly LeafSpec[];
}

export interface DepartmentSpec {
  slug: string;
  names: Localised;
  shelves: readonly ShelfSpec[];
}
