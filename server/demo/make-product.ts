/** Invents products, and variants of them: the near-identical things that are not the same. */
import type { Rng } from '#server/ml/rng.ts';
import type { AxisKey, AxisValue } from './axes.ts';
import { between, chance, pick } from './choose.ts';
import { makeGtin } from './gtin.ts';
import type { Product } from './schema.ts';
import type { Leaf } from './taxonomy.ts';
import { palettes } from './vocabulary.ts';

/** Makes products one after another; model numbers never repeat within a maker. */
export interface ProductMaker {
  make(leaf: Leaf): Product;
  /** Same model, one property changed; null where the leaf has no other value for any trap property. */
  vary(product: Product, leaf: Leaf): { product: Product; axis: AxisKey } | null;
}

function roundPrice(euro: number): number {
  return euro < 10 ? Math.round(euro * 20) / 20 : Math.floor(euro) + 0.9;
}

function options(leaf: Leaf, axis: AxisKey): readonly AxisValue[] {
  if (axis === 'colour') return leaf.spec.palette ? palettes[leaf.spec.palette] : [];
  if (axis === 'material') return leaf.spec.materials ?? [];
  if (axis === 'flavour') return leaf.spec.flavours ?? [];
  return leaf.spec.axes[axis] ?? [];
}

function mpnOf(brand: string, model: string, values: Product['values'], serial: number): string {
  const colour = typeof values.colour === 'string' ? values.colour : '';
  return `${brand.slice(0, 2).toUpperCase()}${model.replace(/[^0-9]/g, '')}${colour}-${String(serial % 1000).padStart(3, '0')}`;
}

export function productMaker(rng: Rng): ProductMaker {
  const used = new Set<string>();
  let serial = 0;
  const nextSerial = (): number => {
    serial += 1 + rng.below(7);
    return serial;
  };
  const modelName = (leaf: Leaf, brand: string): string => {
    for (let size = 90; ; size *= 2) {
      const number = 10 + rng.below(size);
      const suffix = chance(rng, 0.3) ? pick(rng, ['S', 'X', 'Plus', 'Lite', 'XL', 'II']) : '';
      const name = `${pick(rng, leaf.shelf.series)} ${number}${suffix.length > 1 ? ` ${suffix}` : suffix}`;
      const key = `${leaf.code}/${brand}/${name}`;
      if (used.has(key)) continue;
      used.add(key);
      return name;
    }
  };
  return {
    make(leaf) {
      const brand = pick(rng, leaf.shelf.brands);
      const model = modelName(leaf, brand);
      const values: Product['values'] = {};
      for (const axis of Object.keys(leaf.spec.axes) as AxisKey[])
        values[axis] = pick(rng, options(leaf, axis));
      for (const axis of ['colour', 'material', 'flavour'] as const) {
        const choices = options(leaf, axis);
        if (choices.length > 0) values[axis] = pick(rng, choices);
      }
      const id = nextSerial();
      const [low, high] = leaf.spec.price;
      return {
        id,
        leaf: leaf.code,
        brand,
        model,
        values,
        family: id,
        mpn: mpnOf(brand, model, values, id),
        gtin: makeGtin(4_100_000 + id * 13),
        priceEuro: roundPrice(low * (high / low) ** rng.next()),
        sales: Math.floor(2 * 10 ** between(rng, 0, 3.2)),
      };
    },
    vary(product, leaf) {
      const axes = leaf.spec.traps.filter((axis) =>
        options(leaf, axis).some((value) => value !== product.values[axis] && typeof value !== 'object'),
      );
      if (axes.length === 0) return null;
      const axis = pick(rng, axes);
      const value = pick(
        rng,
        options(leaf, axis).filter((other) => other !== product.values[axis] && typeof other !== 'object'),
      );
      const values = { ...product.values, [axis]: value };
      const id = nextSerial();
      const dearer = axis === 'colour' || axis === 'flavour' ? 1 : between(rng, 0.85, 1.3);
      return {
        axis,
        product: {
          ...product,
          id,
          values,
          mpn: mpnOf(product.brand, product.model, values, id),
          gtin: makeGtin(4_100_000 + id * 13),
          priceEuro: roundPrice(product.priceEuro * dearer),
        },
      };
    },
  };
}
