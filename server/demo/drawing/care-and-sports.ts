import { type Drawing, gloss, inkOn, letters, mix, oval, rect, shape, span, stroke, turned } from './kit.ts';

const faceCream: Drawing = ({ k, dark, mark, body }) => {
  const w = span(k(0), 190, 236);
  const x = 200 - w / 2;
  const lid = span(k(1), 44, 70);
  return (
    rect(x, 170, w, 140, span(k(2), 16, 44), 'url(#body)') +
    rect(x + 12, 206, w - 24, 70, 6, '#fbfaf6', 'opacity="0.92"') +
    letters(mark, 200, 232, w * 0.5, '#4b4741', 18) +
    stroke(`M${170} 258h60`, dark, 3) +
    rect(x - 4, 172 - lid, w + 8, lid, 10, k(3) > 0.5 ? 'url(#metal)' : 'url(#bodyDown)') +
    stroke(`M${x} ${180 - lid * 0.4}h${w}`, mix(body, '#000000', 0.3), 2, 'opacity="0.5"') +
    gloss(`M${x + 10} 184h14v104h-10z`)
  );
};

const shampoo: Drawing = ({ k, dark, mark, accent, pack }) => {
  const w = span(k(0), 96, 130);
  const h = span(k(1), 190, 226);
  const bottle = (cx: number): string => {
    const x = cx - w / 2;
    const y = 338 - h;
    const top =
      k(2) > 0.5
        ? rect(cx - 8, y - 34, 16, 34, 2, '#dcdad4') + rect(cx - 14, y - 50, 56, 15, 7, '#e9e7e1')
        : rect(cx - 24, y - 34, 48, 40, 8, 'url(#accent)');
    return (
      top +
      rect(x, y, w, h, span(k(3), 18, 44), 'url(#body)') +
      rect(x + 12, y + h * 0.34, w - 24, h * 0.42, 6, '#f8f6f0') +
      letters(mark, cx, y + h * 0.46, w * 0.62, dark, 14) +
      oval(cx, y + h * 0.63, 13, 13, accent) +
      gloss(`M${x + 10} ${y + 26}h10v${h - 60}h-8z`)
    );
  };
  return pack > 1 ? bottle(140) + bottle(262) : bottle(200);
};

const hairDryer: Drawing = ({ k, dark, accent }) => {
  const r = span(k(0), 58, 74);
  return turned(
    -8,
    200,
    200,
    shape(`M196 190l${span(k(1), 34, 44)} 0l18 140q0 14-14 14h-24q-14 0-16-14z`, 'url(#bodyDown)') +
      shape(
        `M150 ${150 - r}H250L340 118v68L250 ${150 + r}H150q-${r} -10 -${r} -${r}t${r} -${r}z`,
        'url(#bodyDown)',
      ) +
      rect(332, 108, 26, 88, 6, '#24272b') +
      oval(120, 150, 22, r - 14, '#24272b') +
      [0, 1, 2]
        .map((i) => oval(120, 150, 16 - i * 5, r - 22 - i * 14, 'none', 'stroke="#676c73" stroke-width="3"'))
        .join('') +
      rect(214, 234, 16, 44, 8, dark) +
      rect(216, 240, 12, 16, 6, accent) +
      stroke('M222 344q-10 30-60 34', '#24272b', 8) +
      gloss(`M150 ${162 - r}h90l60 18q-90-10-150 12z`),
  );
};

const perfume: Drawing = ({ k, accent, mark, body }) => {
  const w = span(k(0), 130, 190);
  const h = span(k(1), 130, 190);
  const x = 200 - w / 2;
  const y = 332 - h;
  const cap =
    k(2) > 0.5 ? rect(168, y - 82, 64, 62, 8, 'url(#metal)') : oval(200, y - 50, 36, 36, 'url(#accent)');
  return (
    rect(184, y - 26, 32, 30, 3, 'url(#metal)') +
    cap +
    rect(x, y, w, h, span(k(3), 6, 50), 'url(#glass)', 'stroke="#9fb7c0" stroke-width="3"') +
    rect(x + 12, y + h * 0.24, w - 24, h * 0.66, span(k(3), 4, 40), body, 'opacity="0.62"') +
    rect(168, y + h * 0.42, 64, h * 0.34, 3, '#fbf8f0', 'opacity="0.92"') +
    letters(mark, 200, y + h * 0.59, 50, '#4a423a', 14) +
    gloss(`M${x + 12} ${y + 14}h12v${h - 34}h-10z`, 0.6) +
    oval(x + w - 22, y + h * 0.3, 4, 4, accent, 'opacity="0.5"')
  );
};

const lipstick: Drawing = ({ k, dark }) => {
  const w = span(k(0), 58, 76);
  const x = 170 - w / 2;
  const up = span(k(1), 70, 110);
  return (
    shape(`M${x + 8} 190V${190 - up * 0.6}L${x + w - 8} ${190 - up}V190z`, 'url(#body)') +
    oval(
      170,
      190 - up * 0.8,
      w * 0.3,
      10,
      'url(#bodyDown)',
      `transform="rotate(-34 170 ${190 - up * 0.8})" opacity="0.6"`,
    ) +
    rect(x + 3, 184, w - 6, 46, 3, 'url(#metal)') +
    rect(x - 5, 226, w + 10, 112, 6, 'url(#plastic)') +
    rect(x - 5, 232, w + 10, 9, 0, '#c9a85f') +
    turned(
      8,
      290,
      260,
      rect(256, 188, w + 6, 150, 8, 'url(#plastic)') + rect(256, 316, w + 6, 9, 0, '#c9a85f'),
    ) +
    stroke(`M${x + 10} 240v90`, dark, 0)
  );
};

const dumbbell: Drawing = ({ k, dark, mark, body }) => {
  const r = span(k(0), 54, 76);
  const head = (x: number): string =>
    k(1) > 0.5
      ? shape(
          `M${x} ${200 - r}h44l18 ${r * 0.5}v${r}l-18 ${r * 0.5}h-44l-18-${r * 0.5}v-${r}z`,
          'url(#bodyDown)',
          `stroke="${dark}" stroke-width="3"`,
        )
      : rect(x - 12, 200 - r, 30, 2 * r, 10, 'url(#bodyDown)') +
        rect(x + 22, 200 - r * 0.8, 26, 1.6 * r, 10, 'url(#bodyDown)');
  return turned(
    -14,
    200,
    200,
    rect(110, 184, 180, 32, 14, 'url(#metal)') +
      head(68) +
      head(288) +
      [150, 170, 190, 210, 230, 250].map((x) => stroke(`M${x} 188v24`, '#8b9299', 3)).join('') +
      letters(mark.slice(0, 5), 90, 200, 42, inkOn(body), 12),
  );
};

const yogaMat: Drawing = ({ k, dark, body, accent }) => {
  const r = span(k(0), 46, 60);
  return (
    shape(`M92 ${306 - r}L300 120l60 36-190 180z`, mix(body, '#ffffff', 0.12)) +
    shape('M120 310L322 134', 'none') +
    stroke('M176 330L356 160', dark, 3, 'opacity="0.4"') +
    oval(118, 290, r, r, 'url(#body)') +
    [0.78, 0.55, 0.32]
      .map((s) => oval(118, 290, r * s, r * s, 'none', `stroke="${dark}" stroke-width="4"`))
      .join('') +
    shape(
      `M${118 + r * 0.3} ${290 - r}L330 108q26 10 30 48L${130 + r * 0.5} ${290 + r * 0.86}z`,
      'url(#bodyDown)',
      'opacity="0.35"',
    ) +
    (k(1) > 0.5 ? stroke('M214 170q34 16 44 70M236 152q34 16 44 70', accent, 9) : '')
  );
};

const waterBottle: Drawing = ({ k, mark, body, accent }) => {
  const w = span(k(0), 92, 124);
  const h = span(k(1), 190, 224);
  const x = 200 - w / 2;
  const y = 346 - h;
  const cap =
    k(2) > 0.5
      ? rect(200 - w * 0.3, y - 56, w * 0.6, 50, 8, 'url(#plastic)') +
        stroke(`M${200 - w * 0.2} ${y - 52}q${w * 0.2} -50 ${w * 0.4} 0`, '#33363b', 9)
      : rect(200 - w * 0.36, y - 40, w * 0.72, 36, 8, 'url(#metal)') +
        rect(186, y - 62, 28, 26, 8, 'url(#accent)');
  return (
    cap +
    shape(
      `M${200 - w * 0.3} ${y - 6}h${w * 0.6}q${w * 0.2} 8 ${w * 0.2} 40V${326}q0 20-20 20H${x + 20}q-20 0-20-20V${y + 34}q0-32 ${w * 0.2}-40z`,
      'url(#body)',
    ) +
    (k(3) > 0.5 ? rect(x, y + h * 0.72, w, 22, 0, accent, 'opacity="0.7"') : '') +
    turned(-90, 200, y + h * 0.45, letters(mark, 200, y + h * 0.45, h * 0.44, inkOn(body), 22)) +
    gloss(`M${x + 12} ${y + 50}h12v${h - 84}h-10z`)
  );
};

const bikeHelmet: Drawing = ({ k, dark, accent }) => {
  const h = span(k(0), 120, 146);
  const vents = 3 + Math.floor(k(1) * 3);
  const holes = [...Array(vents).keys()]
    .map((i) =>
      shape(
        `M${110 + i * (190 / vents)} ${246 - (i % 2) * 8}q${8 + i * 2} -70 ${span(k(2), 26, 36)} -${74 + (i % 2) * 14}q4 40-4 84z`,
        '#202327',
      ),
    )
    .join('');
  return (
    stroke('M130 254q30 90 66 88M280 254q-40 60-84 88', '#2b2e33', 8) +
    shape(`M62 256q0-${h * 1.3} 140-${h * 1.3}t142 ${h * 1.05}q6 26-24 26z`, 'url(#body)') +
    holes +
    stroke(`M64 256q130 20 264-4`, dark, 12) +
    stroke(`M84 210q40-${h * 0.72} 120-${h * 0.8}`, accent, 8, 'opacity="0.8"') +
    rect(184, 330, 26, 18, 5, '#121315') +
    gloss(`M100 190q30-66 100-72q-60 26-82 86z`)
  );
};

const football: Drawing = ({ k, body }) => {
  const r = 128;
  const ink = mix(body, '#000000', 0.2);
  const spin = span(k(0), 0, 72);
  const corner = (i: number, q: number): [number, number] => [
    200 + q * Math.cos(((i * 72 + spin) * Math.PI) / 180),
    204 + q * Math.sin(((i * 72 + spin) * Math.PI) / 180),
  ];
  const at = (i: number, q: number): string =>
    corner(i, q)
      .map((v) => v.toFixed(1))
      .join(' ');
  const middle = `M${[0, 1, 2, 3, 4].map((i) => at(i, 46)).join('L')}z`;
  const spokes = [0, 1, 2, 3, 4]
    .map(
      (i) =>
        stroke(`M${at(i, 46)}L${at(i, 84)}`, '#8e9196', 3) +
        shape(
          `M${at(i, 84)}L${at(i + 0.24, 112)}L${at(i + 0.14, 127)}L${at(i - 0.14, 127)}L${at(i - 0.24, 112)}z`,
          ink,
        ),
    )
    .join('');
  return (
    oval(200, 204, r, r, 'url(#paper)') +
    oval(200, 204, r, r, 'none', 'stroke="#a9a59b" stroke-width="2"') +
    shape(middle, ink) +
    spokes +
    gloss('M110 150q30-64 100-66q-60 30-74 90z', 0.4)
  );
};

const tent: Drawing = ({ k, dark, accent }) => {
  const top = span(k(0), 96, 130);
  if (k(1) > 0.5)
    return (
      shape(`M40 310Q90 ${top} 200 ${top - 14}T360 310z`, 'url(#body)') +
      shape(`M150 310Q170 ${top + 60} 200 ${top + 30}Q240 ${top + 70} 250 310z`, dark) +
      shape(
        `M200 ${top + 30}Q200 230 168 310H150Q170 ${top + 60} 200 ${top + 30}z`,
        mix(accent, '#ffffff', 0.3),
      ) +
      stroke(`M40 310Q120 ${top - 30} 200 ${top - 14}M360 310Q280 ${top - 30} 200 ${top - 14}`, accent, 5) +
      stroke('M40 310l-22 16M360 310l22 16', '#6d6a63', 3)
    );
  return (
    shape(`M46 316L170 ${top}L290 316z`, 'url(#body)') +
    shape(`M170 ${top}L280 ${top + 16}L364 300L290 316z`, dark) +
    shape(`M170 ${top + 40}L128 316h84z`, mix(dark, '#000000', 0.4)) +
    shape(`M170 ${top + 40}L128 316h20z`, accent) +
    stroke('M46 316l-24 10M364 300l20 14', '#6d6a63', 3)
  );
};

export const careAndSportsDrawings: Readonly<Record<string, Drawing>> = {
  'face-cream': faceCream,
  shampoo,
  'hair-dryer': hairDryer,
  perfume,
  lipstick,
  dumbbell,
  'yoga-mat': yogaMat,
  'water-bottle': waterBottle,
  'bike-helmet': bikeHelmet,
  football,
  tent,
};
