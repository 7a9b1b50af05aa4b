/**
 * A small kit for drawing products as SVG on a 400 × 400 canvas. Colours come as gradients (`url(#body)` across,
 * `url(#bodyDown)` down, metal, glass, plastic, wood), so that flat shapes look lit. Letters are strokes of our own:
 * the same picture on a machine without fonts.
 */

export interface Paint {
  body: string;
  light: string;
  dark: string;
  /** A second colour that goes with the body. */
  accent: string;
  /** Proportions of this model, each in [0, 1]: equal for all variants of one family. */
  k: (index: number) => number;
  /** Short name to print on the thing. */
  mark: string;
  /** How many pieces a pack holds; drawings of packs may show it. */
  pack: number;
}

export type Drawing = (paint: Paint) => string;

export function mix(a: string, b: string, share: number): string {
  const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(channel(a, at) * (1 - share) + channel(b, at) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Linear interpolation by a proportion. */
export function span(k: number, low: number, high: number): number {
  return Math.round((low + k * (high - low)) * 10) / 10;
}

export function rect(
  x: number,
  y: number,
  w: number,
  h: number,
  r: number,
  fill: string,
  extra = '',
): string {
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}" ${extra}/>`;
}

export function oval(cx: number, cy: number, rx: number, ry: number, fill: string, extra = ''): string {
  return `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}" ${extra}/>`;
}

export function shape(d: string, fill: string, extra = ''): string {
  return `<path d="${d}" fill="${fill}" ${extra}/>`;
}

export function stroke(d: string, colour: string, width: number, extra = ''): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${extra}/>`;
}

/** A highlight: a translucent white shape. */
export function gloss(d: string, opacity = 0.28): string {
  return `<path d="${d}" fill="#ffffff" opacity="${opacity}"/>`;
}

export function turned(angle: number, cx: number, cy: number, inner: string): string {
  return `<g transform="rotate(${angle} ${cx} ${cy})">${inner}</g>`;
}

const across = (id: string, ...stops: [number, string][]): string =>
  gradient(id, 'x1="0" y1="0" x2="1" y2="0"', stops);
const down = (id: string, ...stops: [number, string][]): string =>
  gradient(id, 'x1="0" y1="0" x2="0" y2="1"', stops);

function gradient(id: string, line: string, stops: [number, string][]): string {
  return `<linearGradient id="${id}" ${line}>${stops.map(([at, colour]) => `<stop offset="${at}" stop-color="${colour}"/>`).join('')}</linearGradient>`;
}

export function gradients(paint: Paint): string {
  const { body, light, dark, accent } = paint;
  return (
    across('body', [0, mix(body, dark, 0.25)], [0.28, light], [0.6, body], [1, dark]) +
    down('bodyDown', [0, light], [0.5, body], [1, dark]) +
    across('accent', [0, mix(accent, '#ffffff', 0.2)], [0.5, accent], [1, mix(accent, '#000000', 0.3)]) +
    across('metal', [0, '#8d949b'], [0.25, '#f1f3f5'], [0.55, '#b9bfc5'], [0.8, '#dfe3e6'], [1, '#7d848b']) +
    down('glass', [0, '#eaf3f6'], [0.5, '#c9dde4'], [1, '#aecad4']) +
    across('plastic', [0, '#35383d'], [0.35, '#565a61'], [1, '#1d1f22']) +
    across('wood', [0, '#a97c50'], [0.4, '#c99a68'], [1, '#8a6240']) +
    down('screen', [0, mix(accent, '#101820', 0.35)], [1, mix(body, '#0c1016', 0.7)]) +
    across('paper', [0, '#e4e1da'], [0.3, '#fbfaf7'], [1, '#d8d4cb'])
  );
}

/** Strokes of capital letters and digits in a box 4 wide and 6 high. */
const glyphs: Readonly<Record<string, string>> = {
  A: 'M0 6 2 0 4 6M.8 4H3.2',
  B: 'M0 0V6H3L4 5 4 4 3 3H0M0 0H3L4 1 3 3',
  C: 'M4 1 3 0H1L0 1V5L1 6H3L4 5',
  D: 'M0 0V6H2.5L4 4.5V1.5L2.5 0Z',
  E: 'M4 0H0V6H4M0 3H3',
  F: 'M4 0H0V6M0 3H3',
  G: 'M4 1 3 0H1L0 1V5L1 6H3L4 5V3H2.4',
  H: 'M0 0V6M4 0V6M0 3H4',
  I: 'M2 0V6',
  J: 'M3.5 0V5L2.5 6H1L0 5',
  K: 'M0 0V6M4 0 0 3.4 4 6',
  L: 'M0 0V6H4',
  M: 'M0 6V0L2 3 4 0V6',
  N: 'M0 6V0L4 6V0',
  O: 'M1 0H3L4 1V5L3 6H1L0 5V1Z',
  P: 'M0 6V0H3L4 1V2.4L3 3.4H0',
  Q: 'M1 0H3L4 1V5L3 6H1L0 5V1ZM2.5 4.5 4 6',
  R: 'M0 6V0H3L4 1V2.4L3 3.4H0M2 3.4 4 6',
  S: 'M4 1 3 0H1L0 1 0 2 1 3H3L4 4V5L3 6H1L0 5',
  T: 'M0 0H4M2 0V6',
  U: 'M0 0V5L1 6H3L4 5V0',
  V: 'M0 0 2 6 4 0',
  W: 'M0 0 1 6 2 3 3 6 4 0',
  X: 'M0 0 4 6M4 0 0 6',
  Y: 'M0 0 2 3 4 0M2 3V6',
  Z: 'M0 0H4L0 6H4',
  0: 'M1 0H3L4 1V5L3 6H1L0 5V1Z',
  1: 'M1 1 2 0V6',
  2: 'M0 1 1 0H3L4 1V2L0 6H4',
  3: 'M0 0H4L2 2.4 4 4V5L3 6H1L0 5',
  4: 'M3 6V0L0 4H4',
  5: 'M4 0H0V2.6H3L4 3.6V5L3 6H0',
  6: 'M3 0 0 3V5L1 6H3L4 5V4L3 3H0',
  7: 'M0 0H4L1.5 6',
  8: 'M1 0H3L4 1 3 3H1L0 1ZM1 3H3L4 4.5 3 6H1L0 4.5Z',
  9: 'M4 3H1L0 2V1L1 0H3L4 1V3L1 6',
  '&': 'M4 6 0.5 1.5 1.5 0 2.5 1.5 0 4 1 6 4 3.5',
};

/** Text in strokes, centred on (cx, cy), fitted to a width and at most a height. */
export function letters(
  text: string,
  cx: number,
  cy: number,
  width: number,
  colour: string,
  heightMax = 30,
): string {
  const plain = text
    .normalize('NFD')
    .replace(/[^A-Za-z0-9& ]/g, '')
    .toUpperCase();
  if (plain === '') return '';
  const units = plain.length * 5.4 - 1.4;
  const scale = Math.min(width / units, heightMax / 6);
  const strokes = [...plain]
    .map((char, i) =>
      glyphs[char] ? `<path d="${glyphs[char]}" transform="translate(${(i * 5.4).toFixed(1)} 0)"/>` : '',
    )
    .join('');
  const x = cx - (units * scale) / 2;
  const y = cy - 3 * scale;
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})" fill="none" stroke="${colour}" stroke-width="0.95" stroke-linecap="round" stroke-linejoin="round">${strokes}</g>`;
}

/** Ink that reads on a colour. */
export function inkOn(hex: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return 0.3 * r + 0.59 * g + 0.11 * b > 140 ? '#2b2d31' : '#f6f4ef';
}
