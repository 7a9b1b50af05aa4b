import { type Drawing, gloss, inkOn, letters, mix, oval, rect, shape, span, stroke, turned } from './kit.ts';

const kettle: Drawing = ({ dark, k }) => {
  const top = span(k(0), 44, 62);
  const base = span(k(1), 82, 100);
  const h = span(k(2), 180, 220);
  const y = 322 - h;
  return (
    stroke(
      `M${200 + top} ${y + 18}C${310 + k(3) * 20} ${y} ${320 + k(3) * 20} 290 ${196 + base} 296`,
      '#2d3035',
      20,
    ) +
    shape(`M${200 - top} ${y + 6}l-46 26q-6 8 4 16l${30} 26z`, 'url(#body)') +
    shape(
      `M${200 - top} ${y}H${200 + top}Q${210 + base} ${y + h * 0.5} ${200 + base} 322H${200 - base}Q${190 - base} ${y + h * 0.5} ${200 - top} ${y}z`,
      'url(#body)',
    ) +
    shape(`M${200 - top} ${y}Q200 ${y - 34} ${200 + top} ${y}z`, dark) +
    oval(200, y - 20, 12, 9, '#2d3035') +
    rect(190 - base, 318, 2 * base + 20, 18, 8, '#2d3035') +
    rect(186, y + h * 0.4, 16, h * 0.36, 8, '#dfeaf0', 'opacity="0.75"') +
    gloss(`M${206 - top} ${y + 14}q-30 70-22 150h14q-8-90 20-150z`)
  );
};

const toaster: Drawing = ({ dark, k }) => {
  const w = span(k(0), 220, 272);
  const x = 200 - w / 2;
  const bread = (bx: number): string =>
    shape(`M${bx} 150v-40q0-26 30-26t30 26v40z`, '#c88d4e') +
    shape(`M${bx + 7} 150v-38q0-19 23-19t23 19v38z`, '#ecc68c');
  return (
    bread(130) +
    bread(206) +
    rect(x, 130, w, 176, span(k(1), 26, 60), 'url(#bodyDown)') +
    rect(x + 34, 138, w - 68, 12, 6, '#24272b') +
    rect(x + w - 14, 186, 12, 62, 5, '#24272b') +
    rect(x + w - 20, 200, 26, 20, 8, dark) +
    oval(x + 48, 262, 18, 18, '#2d3035') +
    stroke(`M${x + 48} 262v-14`, '#e9eaec', 4) +
    rect(x + 18, 304, w - 36, 12, 6, '#24272b') +
    gloss(`M${x + 20} 180q10-30 50-34h${w * 0.35}q-70 10-86 100z`, 0.22)
  );
};

const coffeeMaker: Drawing = ({ dark, k, mark, body }) => {
  const w = span(k(0), 176, 206);
  const x = 200 - w / 2;
  return (
    rect(x, 70, w, 260, 18, 'url(#body)') +
    rect(x, 70, w, span(k(1), 50, 70), 18, dark) +
    rect(x + 26, 150, w - 40, 154, 8, '#1e2125') +
    rect(x + 60, 142, 60, 22, 6, '#3b3f45') +
    shape(`M${x + 46} 196h${w - 92}q22 50 4 98h-${w - 84}q-18-48 4-98z`, 'url(#glass)', 'opacity="0.92"') +
    shape(
      `M${x + 41} ${span(k(2), 222, 256)}h${w - 82}q10 36 0 72h-${w - 84}q-8-30 2-72z`,
      '#3a2113',
      'opacity="0.9"',
    ) +
    stroke(`M${x + w - 46} 208q34 10 22 70h-16`, '#101214', 10) +
    rect(x, 304, w, 26, 10, '#2a2d31') +
    letters(mark, 200, 100, 90, inkOn(dark), 14) +
    oval(x + 22, 126, 6, 6, body)
  );
};

const blender: Drawing = ({ dark, k, accent }) => {
  const h = span(k(0), 150, 178);
  return (
    shape(`M138 ${58}h124l-16 ${h}h-92z`, 'url(#glass)') +
    shape(`M146 ${58 + h * 0.42}h108l-9 ${h * 0.56}h-90z`, accent, 'opacity="0.75"') +
    stroke(`M256 80q44 6 34 60t-40 50`, '#b9ccd3', 13) +
    rect(130, 44, 140, 20, 8, '#2b2e33') +
    rect(178, 30, 44, 18, 8, '#2b2e33') +
    shape(`M146 ${60 + h}h108l22 ${300 - h}q0 12-12 12H136q-12 0-12-12z`, 'url(#body)') +
    oval(200, 300, span(k(1), 22, 30), span(k(1), 22, 30), dark) +
    stroke('M200 300v-18', '#eceef0', 5) +
    [0, 1, 2].map((i) => stroke(`M150 ${84 + i * 26}h18`, '#7fa0ab', 3)).join('') +
    gloss('M152 72l8 126h14l-8-126z', 0.4)
  );
};

const fryingPan: Drawing = ({ k, body }) => {
  const r = span(k(0), 100, 118);
  return (
    turned(
      span(k(1), -38, -26),
      170,
      210,
      rect(160 + r - 14, 196, 150, 28, 14, 'url(#plastic)') +
        oval(160 + r + 118, 210, 7, 7, '#d8d8d6') +
        rect(160 + r - 22, 200, 34, 20, 4, 'url(#metal)'),
    ) +
    oval(165, 214, r, r, mix(body, '#000000', 0.35)) +
    oval(165, 210, r, r, 'url(#body)') +
    oval(165, 212, r - 13, r - 13, '#2c2e32') +
    oval(165, 212, r - 26, r - 26, '#383b40') +
    (k(2) > 0.5
      ? [...Array(10).keys()]
          .map((i) =>
            oval(165 + Math.cos(i * 0.628) * (r - 48), 212 + Math.sin(i * 0.628) * (r - 48), 4, 4, '#4d5157'),
          )
          .join('')
      : '') +
    gloss(`M${175 - r} 200q10-70 80-${r - 30}q-50 20-60 90z`, 0.14)
  );
};

const saucepan: Drawing = ({ k, dark }) => {
  const w = span(k(0), 180, 216);
  const h = span(k(1), 104, 150);
  const x = 190 - w / 2;
  const y = 316 - h;
  const grip =
    k(2) > 0.5
      ? rect(x + w - 6, y + 16, 116, 22, 11, 'url(#plastic)')
      : [x - 22, x + w - 10].map((at) => rect(at, y + 20, 32, 24, 12, '#2d3035')).join('');
  return (
    grip +
    shape(`M${x} ${y}h${w}v${h - 18}q0 18-18 18H${x + 18}q-18 0-18-18z`, 'url(#body)') +
    rect(x - 6, y - 8, w + 12, 14, 7, dark) +
    shape(`M${x} ${y - 8}q${w / 2} -60 ${w} 0z`, 'url(#glass)', 'opacity="0.9"') +
    stroke(`M${x} ${y - 8}q${w / 2} -60 ${w} 0`, 'url(#metal)', 6) +
    oval(190, y - 46, 17, 11, '#2d3035') +
    gloss(`M${x + 16} ${y + 12}h18v${h - 34}h-14z`)
  );
};

const mug: Drawing = ({ k, body, dark, accent }) => {
  const w = span(k(0), 140, 172);
  const h = span(k(1), 140, 180);
  const x = 180 - w / 2;
  const y = 206 - h / 2;
  const deco =
    k(2) > 0.66
      ? rect(x, y + h * 0.55, w, h * 0.2, 0, accent, 'opacity="0.8"')
      : k(2) > 0.33
        ? [0, 1, 2, 3].map((i) => oval(x + w * (0.2 + i * 0.2), y + h * 0.5, 8, 8, accent)).join('')
        : '';
  return (
    stroke(`M${x + w - 6} ${y + h * 0.2}q64 -4 58 ${h * 0.3}t-60 ${h * 0.28}`, mix(body, dark, 0.35), 19) +
    shape(`M${x} ${y}h${w}v${h - 34}q0 34-34 34H${x + 34}q-34 0-34-34z`, 'url(#body)') +
    deco +
    oval(180, y, w / 2, 17, mix(body, '#ffffff', 0.25)) +
    oval(180, y + 3, w / 2 - 9, 11, '#5a3a25') +
    gloss(`M${x + 16} ${y + 26}h14v${h - 70}h-12z`)
  );
};

const kitchenKnife: Drawing = ({ k, body, dark }) => {
  const blade = span(k(0), 196, 226);
  const wide = span(k(1), 36, 54);
  return (
    turned(
      -30,
      200,
      200,
      shape(
        `M${150} ${200 - wide / 2}h${blade - 60}q52 10 64 ${wide - 2}q-70 8-${blade + 4} 0z`,
        'url(#metal)',
        'stroke="#8d949b" stroke-width="1.5"',
      ) +
        shape(`M150 ${200 + wide / 2 - 8}h${blade - 6}l14 6q-70 8-${blade + 8} 2z`, '#f6f8f9') +
        shape(
          `M44 ${190 - wide * 0.08}q4-14 22-12h88v${wide * 0.72}h-84q-24 2-28-12z`,
          'url(#body)',
          `stroke="${dark}" stroke-width="2"`,
        ) +
        [76, 104, 132].map((x) => oval(x, 196, 5, 5, '#cfd3d6')).join(''),
    ) + (k(2) > 0.8 ? rect(320, 330, 20, 6, 3, body) : '')
  );
};

const tableLamp: Drawing = ({ k, dark }) => {
  const top = span(k(0), 44, 74);
  const low = span(k(1), 92, 112);
  const shade =
    shape(`M${200 - top} 64h${2 * top}L${200 + low} 190H${200 - low}z`, '#f3e7cd') +
    shape(`M${200 - top} 64h${2 * top}L${200 + low} 190H${200 - low}z`, 'url(#accent)', 'opacity="0.22"');
  const foot =
    k(2) > 0.5
      ? oval(200, 256, span(k(3), 36, 54), 62, 'url(#body)')
      : rect(192, 186, 16, 136, 6, 'url(#body)');
  return (
    foot +
    rect(190, 184, 20, 18, 2, '#b08d4f') +
    rect(148, 316, 104, 16, 8, dark) +
    shade +
    oval(200, 190, low, 10, '#fff3cf') +
    gloss(`M${206 - top} 70h20l-30 114h-26z`, 0.35)
  );
};

const vase: Drawing = ({ k, dark, accent }) => {
  const neck = span(k(0), 22, 44);
  const belly = span(k(1), 62, 100);
  const stems =
    k(2) > 0.4
      ? [-26, 0, 28]
          .map(
            (d, i) =>
              stroke(`M200 140q${d * 0.5} -40 ${d * 1.6} -${74 + i * 10}`, '#5d8a55', 4) +
              oval(200 + d * 1.6, 62 - i * 10, 17, 17, i === 1 ? '#f0d9a8' : accent),
          )
          .join('')
      : '';
  return (
    stems +
    shape(
      `M${200 - neck} 120h${2 * neck}C${196 + neck} 170 ${200 + belly} 190 ${200 + belly} 250C${200 + belly} 300 ${240 + belly * 0.1} 334 ${234} 334H166C${160 - belly * 0.1} 334 ${200 - belly} 300 ${200 - belly} 250C${200 - belly} 190 ${204 - neck} 170 ${200 - neck} 120z`,
      'url(#body)',
    ) +
    oval(200, 120, neck, 8, dark) +
    (k(3) > 0.5
      ? stroke(
          `M${204 - belly} 240q${belly} 26 ${2 * belly - 8} 0M${204 - belly} 256q${belly} 26 ${2 * belly - 8} 0`,
          dark,
          3,
          'opacity="0.6"',
        )
      : '') +
    gloss(`M${214 - belly} 250q2-50 40-80q-24 50-22 120q-18-10-18-40z`)
  );
};

export const homeDrawings: Readonly<Record<string, Drawing>> = {
  kettle,
  toaster,
  'coffee-maker': coffeeMaker,
  blender,
  'frying-pan': fryingPan,
  saucepan,
  mug,
  'kitchen-knife': kitchenKnife,
  'table-lamp': tableLamp,
  vase,
};
