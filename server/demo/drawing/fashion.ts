import { type Drawing, gloss, inkOn, letters, mix, oval, rect, shape, span, stroke } from './kit.ts';

const sneaker: Drawing = ({ k, accent, dark, body }) => {
  const toe = span(k(0), 330, 346);
  const sole = span(k(1), 22, 40);
  return (
    shape(
      `M58 ${290 - sole}H${toe}q14 ${sole * 0.6} -4 ${sole}H70q-16 0-12-${sole}z`,
      '#f3f1ec',
      'stroke="#c9c6bd" stroke-width="2"',
    ) +
    shape(
      `M62 ${292 - sole}V166q2-22 24-16l22 14q20 12 44-14l18-12q60 66 130 86q44 12 42 ${68 - sole}z`,
      'url(#body)',
    ) +
    shape(`M62 ${292 - sole}v-64q60 4 92 ${64}z`, mix(body, dark, 0.5)) +
    stroke(`M${150} ${272 - sole}q50-30 ${span(k(2), 60, 96)}-66`, accent, span(k(3), 9, 17)) +
    [0, 1, 2, 3].map((i) => stroke(`M${166 + i * 22} ${164 + i * 15}l-20 20`, '#f7f6f2', 6)).join('') +
    shape(
      `M250 212q56 20 76 32l12 ${48 - sole}h-90q-16-40 2-80z`,
      mix(body, '#ffffff', 0.2),
      'opacity="0.5"',
    ) +
    stroke(`M66 ${296 - sole / 2}H${toe - 2}`, accent, 4, 'opacity="0.8"')
  );
};

const boot: Drawing = ({ k, dark, accent }) => {
  const h = span(k(0), 70, 120);
  const heel = span(k(1), 14, 34);
  return (
    shape(`M92 ${326 - heel}h50l-4 ${heel + 8}H92z`, '#241d18') +
    shape(`M92 ${316 - heel * 0.3}H324q14 16-2 ${22}H140z`, '#2a211b') +
    shape(`M96 ${h}h112q-4 90 8 130q30 26 80 36q40 12 32 ${56}H94q-8-110 2-222z`, 'url(#body)') +
    shape(`M186 ${h + 40}l24 0q0 50 8 90l-40 10z`, dark, 'opacity="0.55"') +
    stroke(`M98 ${h + 14}h108`, dark, 7) +
    (k(2) > 0.5
      ? [0, 1, 2, 3].map((i) => stroke(`M178 ${h + 50 + i * 24}l34 -6`, accent, 5)).join('')
      : rect(104, h - 20, 18, 30, 6, dark)) +
    gloss(`M108 ${h + 20}h16l-4 170h-18z`, 0.18)
  );
};

const tShirt: Drawing = ({ k, dark, accent, mark, body }) => {
  const neck = span(k(0), 30, 44);
  const print =
    k(1) > 0.6
      ? letters(mark, 200, 190, 100, inkOn(body), 22)
      : k(1) > 0.3
        ? [0, 1, 2].map((i) => rect(126, 160 + i * 44, 148, 18, 0, accent, 'opacity="0.75"')).join('')
        : rect(222, 150, 30, 36, 4, dark, 'opacity="0.4"');
  return (
    shape(
      `M${200 - neck} 76L128 92L52 158L92 212L126 190V332q74 14 148 0V190L308 212L348 158L272 92L${200 + neck} 76Q200 ${span(k(2), 104, 140)} ${200 - neck} 76z`,
      'url(#body)',
      `stroke="${dark}" stroke-width="2"`,
    ) +
    print +
    stroke(`M${200 - neck} 76Q200 ${span(k(2), 104, 140)} ${200 + neck} 76`, dark, 6) +
    stroke('M128 190q4-40 2-70M272 190q-4-40-2-70', dark, 2, 'opacity="0.6"')
  );
};

const jeans: Drawing = ({ k, dark, body }) => {
  const foot = span(k(0), 44, 66);
  const thread = mix('#d9a352', body, 0.2);
  return (
    shape(
      `M128 62H272L300 344H${300 - foot}L206 164H194L${100 + foot} 344H100z`,
      'url(#body)',
      `stroke="${dark}" stroke-width="2"`,
    ) +
    rect(126, 56, 148, 22, 4, dark) +
    oval(200, 67, 5, 5, '#c9a35c') +
    stroke('M200 80V160M200 84q26 30 2 62', thread, 2.5) +
    stroke('M134 84q30 30 44-4M266 84q-30 30-44-4', thread, 2.5) +
    (k(1) > 0.5
      ? shape('M132 210q24-30 34 0q-4 50-26 50z', mix(body, '#ffffff', 0.35), 'opacity="0.6"') +
        shape('M268 210q-24-30-34 0q4 50 26 50z', mix(body, '#ffffff', 0.35), 'opacity="0.6"')
      : '') +
    stroke(`M102 334h${foot - 3}M298 334h-${foot - 3}`, thread, 2.5)
  );
};

const dress: Drawing = ({ k, dark, accent }) => {
  const hem = span(k(0), 84, 134);
  const waist = span(k(1), 150, 184);
  const dots =
    k(2) > 0.5
      ? [...Array(14).keys()]
          .map((i) =>
            oval(150 + ((i * 47) % 100) - 0, waist + 34 + ((i * 31) % 120), 6, 6, accent, 'opacity="0.8"'),
          )
          .join('')
      : '';
  const sleeve =
    k(3) > 0.5
      ? shape('M152 66L106 112l22 30 34-30zM248 66l46 46-22 30-34-30z', 'url(#body)')
      : stroke('M162 100V50M238 100V50', dark, 6);
  return (
    sleeve +
    shape(
      `M156 70q44 50 88 0q12 40-8 ${waist - 66}Q${210 + hem} 250 ${200 + hem} 340Q200 364 ${200 - hem} 340Q${190 - hem} 250 164 ${waist + 4}q-20-60-8-${waist - 66}z`,
      'url(#body)',
    ) +
    dots +
    rect(162, waist - 4, 76, 13, 5, accent) +
    stroke(`M180 ${waist + 20}Q160 260 150 338M220 ${waist + 20}Q240 260 250 338`, dark, 3, 'opacity="0.45"')
  );
};

const jacket: Drawing = ({ k, dark, accent }) => {
  const len = span(k(0), 300, 336);
  const hood =
    k(1) > 0.5
      ? shape('M150 92Q150 36 200 36T250 92L200 120z', dark)
      : shape('M162 80l38 34 38-34 4-16q-42-14-84 0z', dark);
  return (
    shape(
      `M150 84L100 106L60 ${len - 40}l42 10 30-120V${len}h136V200l30 130 42-10L300 106L250 84L200 118z`,
      'url(#body)',
      `stroke="${dark}" stroke-width="2"`,
    ) +
    hood +
    stroke(`M200 118V${len}`, '#e9e9e6', 5, 'stroke-dasharray="5 3"') +
    [150, 222].map((x) => rect(x, 236, 30, 40, 5, dark, 'opacity="0.5"')).join('') +
    (k(2) > 0.5 ? rect(132, 170, 136, 18, 0, accent, 'opacity="0.85"') : '') +
    rect(132, len - 12, 136, 12, 3, dark)
  );
};

const watch: Drawing = ({ k, accent }) => {
  const r = span(k(0), 66, 84);
  const strap = span(k(1), 60, 84);
  const dial = k(2) > 0.5 ? '#f4f1ea' : '#20242b';
  const ink = k(2) > 0.5 ? '#2b2d31' : '#eef0f2';
  const marks = [...Array(12).keys()]
    .map((i) => {
      const [x, y] = [Math.sin(i * 0.5236), Math.cos(i * 0.5236)];
      return stroke(
        `M${(200 + x * (r - 22)).toFixed(1)} ${(200 - y * (r - 22)).toFixed(1)}L${(200 + x * (r - 14)).toFixed(1)} ${(200 - y * (r - 14)).toFixed(1)}`,
        ink,
        i % 3 === 0 ? 5 : 2.5,
      );
    })
    .join('');
  return (
    rect(200 - strap / 2, 36, strap, 328, 16, 'url(#body)') +
    [310, 328, 346].map((y) => oval(200, y, 4, 4, '#1b1b1b', 'opacity="0.6"')).join('') +
    rect(196 + r, 188, 16, 24, 5, 'url(#metal)') +
    oval(200, 200, r + 6, r + 6, 'url(#metal)') +
    oval(200, 200, r - 6, r - 6, dial) +
    marks +
    stroke(`M200 200L${200 - r * 0.36} ${200 - r * 0.28}M200 200L${200 + r * 0.2} ${200 - r * 0.6}`, ink, 6) +
    stroke(`M200 200L${200 + r * 0.3} ${200 + r * 0.5}`, accent, 2.5) +
    oval(200, 200, 5, 5, accent)
  );
};

const handbag: Drawing = ({ k, dark, mark, body }) => {
  const w = span(k(0), 190, 250);
  const x = 200 - w / 2;
  const y = span(k(1), 150, 180);
  return (
    stroke(
      `M${x + 46} ${y + 10}C${x + 50} ${y - 110} ${x + w - 50} ${y - 110} ${x + w - 46} ${y + 10}`,
      dark,
      span(k(2), 10, 18),
    ) +
    shape(`M${x + 14} ${y}h${w - 28}l20 146q0 18-18 18H${x + 12}q-18 0-18-18z`, 'url(#body)') +
    (k(3) > 0.5
      ? shape(`M${x + 10} ${y}h${w - 20}l-14 56q-${w / 2 - 24} 40-${w - 48} 0z`, mix(body, dark, 0.4)) +
        rect(188, y + 62, 24, 22, 5, '#d3b26a')
      : stroke(`M${x + 6} ${y + 22}h${w - 12}`, dark, 3, 'stroke-dasharray="6 4"') +
        letters(mark, 200, y + 84, w * 0.4, inkOn(body), 14)) +
    [x + 46, x + w - 46].map((at) => oval(at, y + 12, 8, 8, '#d3b26a')).join('') +
    gloss(`M${x + 18} ${y + 20}l16 0l-6 120h-20z`, 0.2)
  );
};

const backpack: Drawing = ({ k, dark, accent, mark, body }) => {
  const w = span(k(0), 164, 200);
  const x = 200 - w / 2;
  return (
    stroke('M172 74q0-36 28-36t28 36', dark, 11) +
    rect(x - 22, 190, 34, 104, 14, dark) +
    rect(x + w - 12, 190, 34, 104, 14, dark) +
    rect(x, 64, w, 276, span(k(1), 40, 78), 'url(#body)') +
    stroke(`M${x + 16} 150Q200 ${span(k(2), 84, 110)} ${x + w - 16} 150`, accent, 5) +
    rect(x + 18, 210, w - 36, 104, 20, mix(body, dark, 0.4)) +
    stroke(`M${x + 28} 232h${w - 56}`, '#ddd9cf', 4, 'stroke-dasharray="6 3"') +
    letters(mark, 200, 272, w * 0.42, inkOn(mix(body, dark, 0.4)), 12) +
    gloss(`M${x + 16} 160q4-50 40-76q-20 50-20 110z`, 0.2)
  );
};

const sunglasses: Drawing = ({ k, dark, accent }) => {
  const r = span(k(0), 50, 64);
  const tall = span(k(1), 40, 60);
  const lens = (cx: number): string =>
    rect(cx - r, 200 - tall * 0.7, 2 * r, tall * 1.6, span(k(2), 16, 48), 'url(#body)') +
    rect(
      cx - r + 9,
      209 - tall * 0.7,
      2 * r - 18,
      tall * 1.6 - 18,
      span(k(2), 12, 40),
      mix(accent, '#101418', 0.72),
    ) +
    gloss(`M${cx - r + 18} ${214 - tall * 0.6}h${r * 0.7}l-${r * 0.5} ${tall * 1.2}h-8z`, 0.2);
  return (
    stroke(`M${128 - r} 190L60 150M${272 + r} 190L340 150`, dark, 10) +
    stroke('M184 190q16-16 32 0', dark, 10) +
    lens(124) +
    lens(276)
  );
};

export const fashionDrawings: Readonly<Record<string, Drawing>> = {
  sneaker,
  boot,
  't-shirt': tShirt,
  jeans,
  dress,
  jacket,
  watch,
  handbag,
  backpack,
  sunglasses,
};
