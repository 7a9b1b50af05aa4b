/** From a product and a view to one SVG: background, shadow, and the drawing with the product's own colours and proportions. */
import { makeRng } from '#server/ml/rng.ts';
import { careAndSportsDrawings } from './drawing/care-and-sports.ts';
import { electronicsDrawings } from './drawing/electronics.ts';
import { fashionDrawings } from './drawing/fashion.ts';
import { groceryAndToysDrawings } from './drawing/grocery-and-toys.ts';
import { homeDrawings } from './drawing/home.ts';
import { type Drawing, gradients, letters, mix, type Paint } from './drawing/kit.ts';
import { toolDrawings } from './drawing/tools.ts';
import type { Product } from './schema.ts';
import { leafByCode } from './taxonomy.ts';
import { colours } from './vocabulary.ts';

const drawings: Readonly<Record<string, Drawing>> = {
  ...electronicsDrawings,
  ...homeDrawings,
  ...fashionDrawings,
  ...careAndSportsDrawings,
  ...groceryAndToysDrawings,
  ...toolDrawings,
};

const colourHex = new Map(colours.map((colour) => [colour.code, colour.hex]));

function paintOf(product: Product): Paint {
  const rng = makeRng(product.family * 7919 + 11);
  const proportions = Array.from({ length: 6 }, () => rng.next());
  const other = colours[rng.below(colours.length)].hex;
  const body = colourHex.get(String(product.values.colour)) ?? '#b9bec4';
  const accent = other === body ? '#c98a3a' : other;
  return {
    body,
    light: mix(body, '#ffffff', 0.42),
    dark: mix(body, '#000000', 0.42),
    accent,
    k: (index) => proportions[index % proportions.length],
    mark: product.brand.split(' ')[0],
    pack: typeof product.values.pack === 'number' ? product.values.pack : 1,
  };
}

const backdrops = ['#ffffff', '#ffffff', '#f4f4f2', '#eceff1', '#f3ece2', '#e6ebe4', '#ece6ee'];

export interface PictureRequest {
  product: Product;
  /** 0: the maker's picture on white; 1: a detail; 2 and more: somebody else's photograph. */
  view: number;
  sizePx: number;
  /** Text over the picture, '' for none. */
  watermark: string;
}

/** The picture as SVG text. Throws for a product type without a drawing. */
export function composePicture({ product, view, sizePx, watermark }: PictureRequest): string {
  const slug = leafByCode.get(product.leaf)?.spec.slug ?? '';
  const drawing = drawings[slug];
  if (!drawing) throw new Error(`no drawing for ${slug}`);
  const paint = paintOf(product);
  const rng = makeRng(product.family * 31 + view * 977);
  const backdrop =
    view === 0 ? (rng.next() < 0.6 ? '#ffffff' : '#f4f4f2') : backdrops[rng.below(backdrops.length)];
  const scale = view === 1 ? 1.25 + rng.next() * 0.35 : 0.84 + rng.next() * 0.14;
  const angle = view < 2 ? 0 : rng.next() * 16 - 8;
  const [dx, dy] =
    view === 1 ? [rng.next() * 90 - 45, rng.next() * 90 - 45] : [rng.next() * 14 - 7, rng.next() * 10 - 5];
  const floor =
    view >= 2
      ? `<rect y="${300 + rng.below(30)}" width="400" height="120" fill="${mix(backdrop, '#000000', 0.06)}"/>`
      : '';
  const over =
    watermark === ''
      ? ''
      : `<g opacity="0.34" transform="rotate(-24 200 200)">${letters(watermark, 200, 200, 330, '#5b6470', 46)}</g>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sizePx}" height="${sizePx}" viewBox="0 0 400 400"><defs>${gradients(paint)}` +
    `<radialGradient id="ground"><stop offset="0" stop-color="#000" stop-opacity="0.26"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient></defs>` +
    `<rect width="400" height="400" fill="${backdrop}"/>${floor}<g transform="translate(${(200 + dx).toFixed(1)} ${(200 + dy).toFixed(1)}) rotate(${angle.toFixed(1)}) scale(${scale.toFixed(3)}) translate(-200 -200)">` +
    `<ellipse cx="200" cy="346" rx="140" ry="16" fill="url(#ground)"/>${drawing(paint)}</g>${over}</svg>`
  );
}
