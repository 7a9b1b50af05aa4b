import { type Drawing, gloss, inkOn, letters, mix, oval, rect, shape, span, stroke, turned } from './kit.ts';

const smartphone: Drawing = ({ body, dark, k, mark }) => {
  const w = span(k(0), 118, 138);
  const x = 190 - w;
  const r = span(k(1), 14, 30);
  const lenses = 2 + Math.floor(k(2) * 2);
  const back =
    rect(x + 10, 62, w, 276, r, 'url(#body)') +
    rect(x + 22, 74, span(k(3), 40, 62), span(k(3), 62, 84), 14, mix(body, dark, 0.5));
  const lens = [...Array(lenses).keys()]
    .map((i) => oval(x + 42, 94 + i * 24, 11, 11, '#15171a') + oval(x + 42, 94 + i * 24, 5, 5, '#3c4c66'))
    .join('');
  const front =
    rect(198, 78, w, 262, r, dark) +
    rect(203, 83, w - 10, 252, r - 5, 'url(#screen)') +
    oval(198 + w / 2, 95, 4, 4, '#0a0a0a');
  return (
    back +
    lens +
    letters(mark, x + 10 + w / 2, 290, w * 0.5, inkOn(body), 10) +
    front +
    gloss(`M205 90h${w * 0.5}L${205 + w * 0.15} 330h-${w * 0.15 - 4}z`, 0.1)
  );
};

const phoneCase: Drawing = ({ dark, k, accent }) => {
  const r = span(k(0), 24, 40);
  const pattern =
    k(1) > 0.5
      ? [...Array(5).keys()]
          .map((i) => stroke(`M130 ${170 + i * 34}L270 ${130 + i * 34}`, accent, 9, 'opacity="0.55"'))
          .join('')
      : oval(200, 240, 46, 46, accent, 'opacity="0.55"');
  return (
    rect(124, 48, 152, 304, r, dark) +
    rect(130, 54, 140, 292, r - 6, 'url(#body)') +
    pattern +
    rect(142, 66, span(k(2), 48, 100), 64, 18, '#f4f4f2') +
    rect(142, 66, span(k(2), 48, 100), 64, 18, 'none', `stroke="${dark}" stroke-width="4"`) +
    gloss('M140 150q10 90 0 180q-8-60 0-180z')
  );
};

const powerBank: Drawing = ({ k, mark, body, dark }) => {
  const w = span(k(0), 130, 190);
  const x = 200 - w / 2;
  return (
    rect(x, 80, w, 240, span(k(1), 12, 40), 'url(#body)') +
    rect(x + 22, 68, 34, 16, 4, '#33363b') +
    rect(x + w - 56, 68, 34, 16, 4, '#33363b') +
    [0, 1, 2, 3].map((i) => oval(x + 30 + i * 16, 110, 4, 4, i < 3 ? '#8fe0a5' : dark)).join('') +
    letters(mark, 200, 210, w * 0.62, inkOn(body), 20) +
    letters('USB C', 200, 290, 44, inkOn(body), 9)
  );
};

const laptop: Drawing = ({ body, dark, k, mark }) => {
  const bezel = span(k(0), 6, 14);
  const keys = [...Array(4).keys()]
    .map((row) => rect(104 + row * -4, 277 + row * 9, 192 + row * 8, 6, 3, dark, 'opacity="0.55"'))
    .join('');
  return (
    rect(82, 92, 236, 170, 12, dark) +
    rect(82 + bezel, 92 + bezel, 236 - 2 * bezel, 158 - bezel, 6, 'url(#screen)') +
    gloss('M96 106h110l-70 138h-40z', 0.08) +
    shape('M84 262h232l34 58q2 8-8 8H58q-10 0-8-8z', 'url(#body)') +
    keys +
    shape('M168 314h64l4 10h-72z', mix(body, dark, 0.35)) +
    letters(mark, 200, 254, 46, '#aab0b8', 7)
  );
};

const tablet: Drawing = ({ dark, k, accent, light }) => {
  const w = span(k(0), 196, 240);
  const x = 200 - w / 2;
  const b = span(k(1), 8, 18);
  const icons = [...Array(12).keys()]
    .map((i) =>
      rect(
        x + b + 20 + (i % 4) * ((w - 2 * b - 40) / 4),
        150 + Math.floor(i / 4) * 48,
        28,
        28,
        8,
        [accent, light, '#e7b34c', '#6fb38a'][i % 4],
        'opacity="0.85"',
      ),
    )
    .join('');
  return (
    rect(x - 4, 56, w + 8, 290, 22, 'url(#body)') +
    rect(x, 60, w, 282, 18, dark) +
    rect(x + b, 60 + b, w - 2 * b, 282 - 2 * b, 8, 'url(#screen)') +
    icons +
    (k(2) > 0.5
      ? turned(8, 330, 200, rect(338, 90, 10, 220, 5, '#f2f2f0') + shape('M338 310h10l-5 16z', '#444'))
      : '')
  );
};

const mouse: Drawing = ({ dark, k, accent }) => {
  const w = span(k(0), 66, 84);
  return (
    shape(
      `M200 ${70}C${200 + w} 70 ${204 + w} 170 ${200 + w} 230C${196 + w} 310 ${200 + w / 2} 336 200 336S${204 - w} 310 ${200 - w} 230C${196 - w} 170 ${200 - w} 70 200 70z`,
      'url(#body)',
    ) +
    stroke(`M200 72V180M${200 - w} 184q${w} 26 ${2 * w} 0`, dark, 4) +
    rect(190, 106, 20, 52, 10, '#1d1f22') +
    rect(194, 114, 12, 36, 6, k(1) > 0.5 ? accent : '#7a7f86') +
    gloss('M150 120q16-36 36-40q-20 50-26 110q-18-20-10-70z')
  );
};

const keyboard: Drawing = ({ body, dark, k, accent }) => {
  const tall = span(k(0), 116, 150);
  const y = 200 - tall / 2;
  const cap = mix(body, '#ffffff', k(1) > 0.5 ? 0.25 : 0.08);
  const size = (tall - 32) / 5;
  let keys = '';
  for (let row = 0; row < 4; row++)
    for (let i = 0; i < 13; i++)
      keys += rect(
        50 + i * 23.4,
        y + 12 + row * (size + 2),
        20,
        size - 2,
        4,
        (row === 0 && i === 0) || (row === 2 && i === 12) ? accent : cap,
        `stroke="${dark}" stroke-width="1.5"`,
      );
  return (
    rect(36, y, 328, tall, 14, 'url(#bodyDown)', `stroke="${dark}" stroke-width="3"`) +
    keys +
    rect(50, y + 14 + 4 * (size + 2), 66, size - 2, 4, cap) +
    rect(122, y + 14 + 4 * (size + 2), 150, size - 2, 4, cap) +
    rect(278, y + 14 + 4 * (size + 2), 74, size - 2, 4, cap)
  );
};

const ssd: Drawing = ({ k, mark, body, dark, accent }) => {
  const w = span(k(0), 150, 210);
  const x = 200 - w / 2;
  return (
    stroke(`M200 300q0 50 60 46t60-40`, '#2a2c30', 9) +
    rect(186, 288, 28, 22, 4, '#50545a') +
    rect(x, 96, w, 200, span(k(1), 10, 46), 'url(#body)') +
    rect(
      x + 8,
      104,
      w - 16,
      184,
      span(k(1), 6, 40),
      'none',
      `stroke="${dark}" stroke-width="2" opacity="0.6"`,
    ) +
    letters(mark, 200, 180, w * 0.6, inkOn(body), 22) +
    letters('SSD', 200, 226, 40, inkOn(body), 14) +
    oval(x + w - 34, 262, 5, 5, accent)
  );
};

const headphones: Drawing = ({ dark, k }) => {
  const r = span(k(0), 100, 116);
  const cup = span(k(1), 38, 50);
  return (
    stroke(`M${200 - r} 226C${200 - r} 70 ${200 + r} 70 ${200 + r} 226`, 'url(#body)', span(k(2), 18, 30)) +
    stroke(`M${206 - r} 200C${210 - r} 92 ${190 + r} 92 ${194 + r} 200`, dark, 7) +
    [-1, 1]
      .map(
        (s) =>
          oval(200 + s * (r - 14), 250, cup * 0.55, cup * 1.35, '#1f2226') +
          oval(200 + s * (r + 2), 250, cup * 0.72, cup * 1.5, 'url(#bodyDown)') +
          oval(200 + s * (r + 8), 250, cup * 0.34, cup * 0.8, dark, 'opacity="0.5"'),
      )
      .join('')
  );
};

const earbuds: Drawing = ({ dark, k, body }) => {
  const bud = (x: number, s: number): string =>
    turned(
      s * 14,
      x,
      120,
      rect(x - 9, 110, 18, span(k(0), 56, 86), 9, 'url(#body)') +
        oval(x, 108, 27, 25, 'url(#bodyDown)') +
        oval(x + s * 20, 106, 13, 17, '#2b2e33'),
    );
  const h = span(k(1), 96, 124);
  return (
    bud(146, -1) +
    bud(254, 1) +
    rect(110, 340 - h, 180, h, span(k(2), 30, 50), 'url(#body)') +
    stroke(`M112 ${340 - h * 0.62}H288`, dark, 4) +
    oval(200, 340 - h * 0.36, 5, 5, body === '#eeede8' ? '#69c088' : '#b5f0c4')
  );
};

const speaker: Drawing = ({ body, dark, k, mark }) => {
  if (k(0) > 0.5) {
    const w = span(k(1), 260, 300);
    return (
      rect(200 - w / 2, 140, w, 130, 64, 'url(#bodyDown)') +
      rect(212 - w / 2, 150, w - 24, 110, 55, dark, 'opacity="0.35"') +
      [-1, 1]
        .map(
          (s) =>
            oval(200 + s * w * 0.29, 205, 44, 44, '#1d2024') +
            oval(200 + s * w * 0.29, 205, 28, 28, '#3a3f46') +
            oval(200 + s * w * 0.29, 205, 10, 10, '#70767e'),
        )
        .join('') +
      letters(mark, 200, 205, 50, inkOn(body), 11)
    );
  }
  const h = span(k(1), 210, 260);
  return (
    rect(132, 200 - h / 2, 136, h, 34, 'url(#body)') +
    oval(200, 206 - h / 2, 62, 16, dark) +
    [...Array(9).keys()]
      .map((i) =>
        stroke(
          `M142 ${240 - h / 2 + i * ((h - 90) / 9)}H258`,
          dark,
          5,
          'opacity="0.45" stroke-dasharray="2 8"',
        ),
      )
      .join('') +
    letters(mark, 200, 180 + h / 2, 80, inkOn(body), 12)
  );
};

const camera: Drawing = ({ body, dark, k, mark }) => {
  const r = span(k(0), 62, 78);
  return (
    rect(130, 104, span(k(1), 70, 110), 50, 12, 'url(#bodyDown)') +
    rect(262, 116, 44, 24, 6, 'url(#metal)') +
    rect(64, 130, 272, 176, 22, '#2b2d31') +
    rect(64, 130, 272, 52, 22, 'url(#bodyDown)') +
    rect(64, 172, 40, 134, 14, mix(body, '#000000', 0.4), 'opacity="0.6"') +
    oval(208, 228, r + 12, r + 12, '#17191c') +
    oval(208, 228, r, r, 'url(#metal)') +
    oval(208, 228, r - 12, r - 12, '#0e1013') +
    oval(208, 228, r - 28, r - 28, '#27406b') +
    oval(192, 212, 10, 14, '#ffffff', 'opacity="0.45"') +
    letters(mark, 112, 158, 66, inkOn(body), 11) +
    oval(310, 158, 8, 8, dark)
  );
};

const television: Drawing = ({ k, accent, light, mark }) => {
  const leg =
    k(0) > 0.5
      ? shape('M110 292l-16 30h24l12-30zM290 292l16 30h-24l-12-30z', '#2a2c30')
      : rect(180, 288, 40, 26, 0, '#3a3d42') + rect(130, 312, 140, 12, 6, '#2a2c30');
  return (
    leg +
    rect(34, 92, 332, 202, span(k(1), 4, 10), '#16181b') +
    rect(41, 99, 318, 184, 2, 'url(#screen)') +
    shape(`M41 ${span(k(2), 200, 240)}q80-60 160-16t158-30V283H41z`, accent, 'opacity="0.6"') +
    oval(span(k(3), 110, 300), 146, 24, 24, light, 'opacity="0.8"') +
    gloss('M41 99h150L80 283H41z', 0.07) +
    letters(mark, 200, 289, 30, '#b5bac0', 5)
  );
};

export const electronicsDrawings: Readonly<Record<string, Drawing>> = {
  smartphone,
  'phone-case': phoneCase,
  'power-bank': powerBank,
  laptop,
  tablet,
  mouse,
  keyboard,
  ssd,
  headphones,
  earbuds,
  speaker,
  camera,
  television,
};
