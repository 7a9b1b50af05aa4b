import { type Drawing, gloss, inkOn, letters, mix, oval, rect, shape, span, stroke, turned } from './kit.ts';

const label = (text: string, cx: number, cy: number, w: number): string =>
  rect(cx - w / 2, cy - 34, w, 68, 6, '#fbf8f1', 'opacity="0.95"') +
  letters(text, cx, cy - 8, w * 0.78, '#3d342b', 16);

const coffee: Drawing = ({ k, mark, dark }) => {
  const w = span(k(0), 160, 200);
  const x = 200 - w / 2;
  const bean = (bx: number, by: number, a: number): string =>
    turned(a, bx, by, oval(bx, by, 17, 12, '#5a3520') + stroke(`M${bx - 14} ${by}q14 -6 28 0`, '#2f1a0e', 3));
  return (
    shape(`M${x} 96l10-34h${w - 20}l10 34v236q0 10-10 10H${x + 10}q-10 0-10-10z`, 'url(#body)') +
    rect(x + 6, 58, w - 12, 14, 3, dark) +
    label(mark, 200, 190, w - 34) +
    bean(186, 204, 20) +
    bean(216, 208, -30) +
    (k(1) > 0.5 ? oval(200, 118, 11, 11, '#e8e5dd') + oval(200, 118, 4, 4, dark) : '') +
    bean(70, 338, 10) +
    bean(110, 346, -24) +
    bean(322, 342, 34) +
    gloss(`M${x + 10} 110h14v210h-14z`, 0.2)
  );
};

const tea: Drawing = ({ k, mark, accent, dark }) => {
  const h = span(k(0), 150, 200);
  return (
    shape(`M92 ${330 - h}h190l26-24H120z`, mix(dark, '#ffffff', 0.15)) +
    shape(`M282 ${330 - h}l26-24v${h - 6}l-26 30z`, dark) +
    rect(92, 330 - h, 190, h, 2, 'url(#body)') +
    label(mark, 187, 330 - h * 0.6, 140) +
    shape(`M170 ${344 - h * 0.6}q18-18 36 0q-18 18-36 0z`, '#5f8f57') +
    stroke('M304 236q40 -10 36 40', '#b9b3a6', 3) +
    rect(322, 276, 34, 42, 4, '#f4f0e6') +
    rect(328, 284, 22, 14, 2, accent) +
    stroke(`M100 ${340 - h}h174`, '#ffffff', 3, 'opacity="0.5"')
  );
};

const juice: Drawing = ({ k, accent, mark }) => {
  const w = span(k(0), 110, 140);
  const x = 200 - w / 2;
  const fruit = (cx: number, cy: number): string =>
    oval(cx, cy, 26, 26, 'url(#body)') + shape(`M${cx} ${cy - 24}q20-18 28 0q-16 10-28 0z`, '#5f9a52');
  if (k(1) > 0.5)
    return (
      shape(`M${x} 120L${x + 16} 70h${w - 32}L${x + w} 120z`, '#eeebe4') +
      rect(x + 14, 58, w - 28, 14, 2, '#dcd8ce') +
      rect(x, 118, w, 222, 4, 'url(#paper)') +
      rect(x, 190, w, 150, 4, 'url(#body)') +
      letters(mark, 200, 152, w * 0.74, '#3b3b3b', 18) +
      fruit(176, 256) +
      fruit(222, 276) +
      oval(200, 92, 17, 9, accent)
    );
  return (
    rect(180, 48, 40, 24, 4, 'url(#accent)') +
    shape(
      `M184 70h32v28q${w / 2 - 14} 20 ${w / 2 - 14} 60V322q0 18-18 18H${x + 18}q-18 0-18-18V158q0-40 ${w / 2 - 14}-60z`,
      'url(#body)',
      'opacity="0.95"',
    ) +
    label(mark, 200, 232, w) +
    fruit(200, 300) +
    gloss(`M${x + 10} 160h12v150h-10z`, 0.45)
  );
};

const oliveOil: Drawing = ({ k, mark, accent }) => {
  const w = span(k(0), 84, 112);
  const x = 200 - w / 2;
  const y = span(k(1), 140, 176);
  const olive = (cx: number, cy: number): string =>
    oval(cx, cy, 19, 14, '#77863a', 'transform="rotate(-20)"'.replace('20', `20 ${cx} ${cy}`)) +
    oval(cx - 5, cy - 4, 4, 3, '#c3cd8a');
  return (
    rect(184, 42, 32, 30, 4, '#2b2a25') +
    shape(
      `M186 70h28v${y - 90}q${w / 2 - 14} 20 ${w / 2 - 14} 50V336q0 8-8 8H${x + 8}q-8 0-8-8V${y + 30}q0-30 ${w / 2 - 14}-50z`,
      '#4d5a24',
    ) +
    shape(
      `M190 78h10v${y - 90}q-${w / 2 - 26} 24-${w / 2 - 26} 60v150h-10V${y + 30}q0-30 ${w / 2 - 20}-50z`,
      '#a9b66a',
      'opacity="0.55"',
    ) +
    rect(x, y + 60, w, 88, 0, 'url(#body)') +
    label(mark, 200, y + 104, w - 14) +
    oval(200, y + 120, 8, 6, accent) +
    olive(296, 326) +
    olive(330, 336) +
    shape('M270 330q16-30 50-34q-10 30-50 34z', '#7d9a58')
  );
};

const pasta: Drawing = ({ k, mark, dark }) => {
  const w = span(k(0), 150, 190);
  const x = 200 - w / 2;
  const piece = (px: number, py: number, a: number): string =>
    turned(
      a,
      px,
      py,
      rect(px - 26, py - 7, 52, 14, 3, '#e4bb62') + stroke(`M${px - 22} ${py}h44`, '#c5993f', 2),
    );
  return (
    shape(`M${x} 84l8-20h${w - 16}l8 20v232l-8 20H${x + 8}l-8-20z`, 'url(#body)') +
    rect(x + 20, 210, w - 40, 96, 12, '#f1d48d') +
    [0, 1, 2, 3, 4, 5]
      .map((i) => piece(x + 46 + (i % 3) * ((w - 92) / 2), 234 + Math.floor(i / 3) * 42, i * 37))
      .join('') +
    label(mark, 200, 140, w - 30) +
    stroke(`M${x + 6} 76h${w - 12}M${x + 6} 324h${w - 12}`, dark, 3, 'stroke-dasharray="5 5"') +
    (k(1) > 0.4 ? piece(64, 334, 14) + piece(336, 336, -22) : '')
  );
};

const chocolate: Drawing = ({ k, mark, body, accent }) => {
  const w = span(k(0), 130, 160);
  const x = 200 - w / 2;
  let squares = '';
  for (let r = 0; r < 2; r++)
    for (let c = 0; c < 3; c++)
      squares += rect(
        x + 6 + c * ((w - 12) / 3),
        58 + r * 34,
        (w - 12) / 3 - 4,
        30,
        3,
        '#6b4026',
        'stroke="#3f2313" stroke-width="2"',
      );
  return turned(
    span(k(1), -12, 8),
    200,
    200,
    rect(x, 50, w, 90, 4, '#4d2b18') +
      squares +
      shape(
        `M${x - 6} 132l12-10 14 10 14-10 14 10 14-10 14 10 14-10 14 10 14-10 14 10${w > 145 ? ' 14-10 14 10' : ''}V128h4V346H${x - 6}z`,
        '#d9d6ce',
      ) +
      rect(x - 6, 142, w + 12, 206, 4, 'url(#body)') +
      rect(x + 8, 176, w - 16, 70, 4, mix(body, '#000000', 0.35)) +
      letters(mark, 200, 211, w * 0.74, '#f4e6c4', 18) +
      stroke(`M${x + 14} 276h${w - 28}M${x + 34} 296h${w - 68}`, accent, 4),
  );
};

const honey: Drawing = ({ k, mark, dark }) => {
  const w = span(k(0), 150, 184);
  const x = 200 - w / 2;
  const y = span(k(1), 120, 150);
  return (
    rect(x + 12, y - 44, w - 24, 46, 8, 'url(#metal)') +
    stroke(`M${x + 16} ${y - 22}h${w - 32}`, dark, 10, 'opacity="0.8"') +
    shape(
      `M${x + 14} ${y}h${w - 28}q14 10 14 34v${270 - y}q0 30-30 30H${x + 30}q-30 0-30-30V${y + 34}q0-24 14-34z`,
      '#d7962b',
    ) +
    gloss(`M${x + 12} ${y + 30}h14v${240 - y}h-12z`, 0.45) +
    shape(`M200 ${y + 44}l58 32v66l-58 32-58-32v-66z`, '#fbf3dc', `stroke="${dark}" stroke-width="4"`) +
    letters(mark, 200, y + 104, 96, '#5a3d12', 15) +
    oval(200, y + 138, 12, 8, '#3a2a10') +
    oval(200, y + 138, 4, 8, '#f0c14b')
  );
};

const buildingBlocks: Drawing = ({ k, accent, light, body }) => {
  const tones = [body, accent, '#e0b23a', '#3f8457', light];
  const block = (x: number, y: number, n: number, tone: string): string =>
    [...Array(n).keys()]
      .map((i) => rect(x + 12 + i * 42, y - 12, 24, 14, 4, mix(tone, '#000000', 0.12)))
      .join('') +
    rect(x, y, n * 42 + 6, 46, 4, tone, `stroke="${mix(tone, '#000000', 0.3)}" stroke-width="2"`);
  const shift = Math.floor(k(0) * 5);
  const rows: [number, number, number][] = [
    [70, 294, 3],
    [204, 294, 3],
    [100, 246, 2],
    [192, 246, 3],
    [126, 198, 3],
    [160, 150, 2],
    [176, 102, 1],
  ];
  return rows
    .slice(0, 5 + Math.floor(k(1) * 2.99))
    .map(([x, y, n], i) => block(x, y, n, tones[(i + shift) % 5]))
    .join('');
};

const toyCar: Drawing = ({ k, accent, dark }) => {
  const roof = span(k(0), 128, 166);
  const wheel = span(k(1), 30, 40);
  const rally =
    k(2) > 0.5
      ? oval(170, 236, 26, 26, '#f5f3ee') +
        letters(String(1 + Math.floor(k(3) * 98)), 170, 236, 30, '#2b2d31', 24)
      : rect(60, 240, 280, 12, 0, accent);
  return (
    shape(
      `M50 282q-8-54 22-58l46-6q30-${220 - roof} 76-${224 - roof}h34q40 0 72 ${60}q50 6 54 40v24z`,
      'url(#bodyDown)',
    ) +
    shape(`M134 216q22-${200 - roof} 54-${202 - roof}h6v${202 - roof}z`, 'url(#glass)') +
    shape(`M206 ${14 + roof}h20q26 2 50 ${202 - roof}h-70z`, 'url(#glass)') +
    rally +
    [116, 284]
      .map(
        (x) =>
          oval(x, 286, wheel, wheel, '#222428') +
          oval(x, 286, wheel * 0.55, wheel * 0.55, 'url(#metal)') +
          oval(x, 286, 6, 6, dark),
      )
      .join('') +
    oval(342, 248, 9, 12, '#ffe9a3') +
    rect(46, 246, 12, 18, 4, '#d9453d')
  );
};

const teddyBear: Drawing = ({ k, dark, accent, light }) => {
  const head = span(k(0), 66, 78);
  const ear = span(k(1), 22, 32);
  return (
    [-1, 1]
      .map((s) => oval(200 + s * 58, 310, 34, 40, 'url(#body)') + oval(200 + s * 62, 330, 20, 17, light))
      .join('') +
    oval(200, 262, 78, 84, 'url(#body)') +
    oval(200, 270, 46, 54, light, 'opacity="0.7"') +
    [-1, 1]
      .map(
        (s) =>
          oval(
            200 + s * 84,
            240,
            24,
            46,
            'url(#body)',
            `transform="rotate(${s * -24} ${200 + s * 84} 240)"`,
          ) +
          oval(200 + s * head * 0.78, 128 - head * 0.62, ear, ear, 'url(#body)') +
          oval(200 + s * head * 0.78, 128 - head * 0.62, ear * 0.55, ear * 0.55, light),
      )
      .join('') +
    oval(200, 136, head, head * 0.9, 'url(#body)') +
    oval(200, 158, head * 0.42, head * 0.32, light) +
    oval(200, 146, 12, 9, '#2a211c') +
    stroke('M200 155v12q-10 10-18 4M200 167q10 10 18 4', '#2a211c', 3) +
    [-1, 1]
      .map((s) => oval(200 + s * 26, 122, 7, 8, '#221b17') + oval(198 + s * 26, 119, 2, 2, '#fff'))
      .join('') +
    (k(2) > 0.4
      ? shape('M200 204l-40-18v36zM200 204l40-18v36z', accent) +
        oval(200, 204, 11, 11, mix(accent, dark, 0.4))
      : '')
  );
};

const boardGame: Drawing = ({ k, mark, body, accent, dark }) => {
  const w = span(k(0), 230, 280);
  const x = 190 - w / 2;
  const y = 110;
  const motif =
    k(1) > 0.5
      ? [...Array(6).keys()]
          .map((i) =>
            shape(
              `M${x + 20 + i * ((w - 40) / 6)} 290l${(w - 40) / 12}-${60 + (i % 3) * 26}l${(w - 40) / 12} ${60 + (i % 3) * 26}z`,
              i % 2 ? accent : mix(body, '#ffffff', 0.35),
            ),
          )
          .join('')
      : [...Array(16).keys()]
          .map((i) =>
            rect(
              x + 30 + (i % 8) * ((w - 60) / 8),
              214 + Math.floor(i / 8) * 34,
              (w - 60) / 8 - 2,
              32,
              2,
              (i + Math.floor(i / 8)) % 2 ? '#f6ecd4' : accent,
            ),
          )
          .join('');
  return (
    shape(`M${x + w} ${y}l24 18v190l-24-10z`, dark) +
    shape(`M${x} 308h${w}l24 10H${x + 28}z`, mix(dark, '#000000', 0.3)) +
    rect(x, y, w, 200, 6, 'url(#bodyDown)') +
    letters(mark, 190, y + 46, w * 0.76, inkOn(body), 34) +
    motif +
    turned(
      18,
      338,
      322,
      rect(318, 302, 36, 36, 7, '#faf7ef', 'stroke="#b8b2a4" stroke-width="2"') +
        [
          [328, 312],
          [344, 328],
          [336, 320],
        ]
          .map(([cx, cy]) => oval(cx, cy, 3.4, 3.4, '#2b2d31'))
          .join(''),
    )
  );
};

export const groceryAndToysDrawings: Readonly<Record<string, Drawing>> = {
  coffee,
  tea,
  juice,
  'olive-oil': oliveOil,
  pasta,
  chocolate,
  honey,
  'building-blocks': buildingBlocks,
  'toy-car': toyCar,
  'teddy-bear': teddyBear,
  'board-game': boardGame,
};
