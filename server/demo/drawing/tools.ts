import { type Drawing, gloss, inkOn, letters, mix, oval, rect, shape, span, stroke, turned } from './kit.ts';

const hammer: Drawing = ({ k, dark }) => {
  const grip = span(k(0), 90, 130);
  const shaft = k(1) > 0.5 ? 'url(#wood)' : 'url(#metal)';
  return turned(
    span(k(2), 28, 40),
    200,
    200,
    rect(188, 110, 24, 240, 8, shaft) +
      rect(184, 352 - grip, 32, grip, 13, 'url(#body)') +
      [0, 1, 2, 3].map((i) => stroke(`M188 ${344 - i * 20}h24`, dark, 3)).join('') +
      shape(
        'M120 84h120l18 12v18l-18 12H188l-8 6h-30q-30-6-58-34q-10-12 2-20q16 6 26 6z',
        'url(#metal)',
        'stroke="#6d747b" stroke-width="2"',
      ) +
      rect(246, 86, 32, 40, 7, 'url(#metal)'),
  );
};

const screwdriver: Drawing = ({ k, dark, accent }) => {
  const one = (x: number, len: number): string =>
    shape(`M${x - 5} 70h10v${len}h-10z`, 'url(#metal)') +
    shape(`M${x - 7} 60h14l-2 14h-10z`, '#70777e') +
    rect(x - 11, 64 + len, 22, 18, 5, '#25282c') +
    rect(x - 18, 78 + len, 36, span(k(0), 96, 124), 16, 'url(#body)') +
    stroke(`M${x - 7} ${96 + len}v70M${x + 7} ${96 + len}v70`, dark, 4) +
    oval(x, 80 + len + span(k(0), 96, 124), 11, 5, accent);
  const count = 1 + Math.floor(k(1) * 3.99);
  if (count === 1) return turned(38, 200, 200, one(200, 130));
  return [...Array(count).keys()].map((i) => one(200 + (i - (count - 1) / 2) * 62, 130 - i * 18)).join('');
};

const drill: Drawing = ({ k, dark, mark, body }) => {
  const len = span(k(0), 150, 180);
  return (
    rect(300, 140, 46, 40, 5, '#2b2e32') +
    rect(344, 154, 22, 12, 2, 'url(#metal)') +
    shape('M300 136l-16-12v72l16-12z', '#4d5258') +
    rect(284 - len, 108, len, 92, span(k(1), 20, 40), 'url(#bodyDown)') +
    [0, 1, 2].map((i) => stroke(`M${304 - len} ${136 + i * 16}h30`, dark, 6)).join('') +
    shape('M150 190h70l-14 100h-62z', mix(body, dark, 0.3)) +
    shape('M162 214h40l-8 70h-36z', '#26292d') +
    shape('M218 200q24 8 12 40l-18-6z', '#1b1d20') +
    rect(120, 284, 118, 52, 10, '#26292d') +
    rect(132, 296, 60, 12, 3, body) +
    letters(mark, 284 - len / 2, 154, len * 0.46, inkOn(body), 16) +
    gloss(`M${296 - len} 116h${len - 30}l-8 14H${292 - len}z`)
  );
};

const wateringCan: Drawing = ({ k, dark }) => {
  const w = span(k(0), 130, 160);
  const x = 216 - w / 2;
  const y = span(k(1), 170, 196);
  return (
    stroke(`M${x + w - 8} ${y + 24}q70 20 40 80t-44 30`, dark, 15) +
    (k(2) > 0.5 ? stroke(`M${x + 18} ${y}q${w / 2 - 18} -90 ${w - 36} 0`, dark, 12) : '') +
    shape(`M${x + 8} 290L76 ${y - 34}l22-14L${x + 8} ${y + 60}z`, 'url(#body)') +
    turned(
      -36,
      84,
      y - 42,
      rect(54, y - 52, 62, 22, 8, dark) +
        [0, 1, 2, 3].map((i) => oval(66 + i * 13, y - 46, 2.5, 2.5, '#f4f4f4')).join(''),
    ) +
    shape(`M${x} ${y}h${w}l10 ${318 - y}q0 14-14 14H${x + 4}q-14 0-14-14z`, 'url(#body)') +
    oval(216, y, w / 2, 13, mix(dark, '#000000', 0.25)) +
    gloss(`M${x + 14} ${y + 26}h14l-6 ${270 - y}h-14z`)
  );
};

const plantPot: Drawing = ({ k, dark, body, pack }) => {
  const top = span(k(0), 78, 104);
  const low = span(k(1), 50, 78);
  const h = span(k(2), 110, 150);
  const pot = (cx: number, scale: number): string => {
    const y = 336 - h * scale;
    const leavesOf =
      k(3) > 0.35
        ? [-50, -26, 0, 26, 50]
            .map((a, i) =>
              turned(
                a * 0.8,
                cx,
                y,
                shape(
                  `M${cx} ${y}q-${22 + i * 2} -70 0 -${(110 + (i % 2) * 24) * scale}q${22 + i * 2} 50 0 ${(110 + (i % 2) * 24) * scale}z`,
                  i % 2 ? '#4c8a55' : '#69a566',
                ),
              ),
            )
            .join('')
        : oval(cx, y - 2, top * scale - 12, 9, '#4d3524');
    return (
      leavesOf +
      shape(
        `M${cx - top * scale} ${y}h${2 * top * scale}L${cx + low * scale} 336H${cx - low * scale}z`,
        'url(#body)',
      ) +
      rect(cx - top * scale - 5, y - 8, 2 * top * scale + 10, 24 * scale, 5, mix(body, dark, 0.3)) +
      gloss(`M${cx - top * scale + 14} ${y + 24}h14l6 ${h * scale - 44}h-10z`)
    );
  };
  return pack > 1 ? pot(128, 0.66) + pot(276, 0.66) : pot(200, 1);
};

export const toolDrawings: Readonly<Record<string, Drawing>> = {
  hammer,
  screwdriver,
  drill,
  'watering-can': wateringCan,
  'plant-pot': plantPot,
};
