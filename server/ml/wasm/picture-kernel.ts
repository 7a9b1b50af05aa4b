/**
 * The scan of image/picture-distance.ts as WebAssembly text with 128-bit vectors: one picture against many, left off as soon
 * as the parts so far lie beyond the bound. Addresses are bytes in one memory.
 */

import { imageStatsLength } from '../image/image-stats.ts';
import { type PicturePart, pictureParts } from '../image/picture-distance.ts';

const sixteen = (offset: number): string => `(i16x8.extadd_pairwise_i8x16_u (v128.or
  (i8x16.sub_sat_u (v128.load offset=${offset} align=1 (local.get $query)) (v128.load offset=${offset} align=1 (local.get $at)))
  (i8x16.sub_sat_u (v128.load offset=${offset} align=1 (local.get $at)) (v128.load offset=${offset} align=1 (local.get $query)))))`;

function difference({ offset, length }: PicturePart): string {
  const parts = Array.from({ length: length / 16 }, (_, at) => sixteen(offset + 16 * at));
  const sum = parts.reduce((left, right) => `(i16x8.add ${left} ${right})`);
  return `(call $across (i32x4.extadd_pairwise_i16x8_u ${sum}))`;
}

const bits = ({ offset }: PicturePart): string =>
  `(i32.wrap_i64 (i64.popcnt (i64.xor (i64.load offset=${offset} align=1 (local.get $query)) (i64.load offset=${offset} align=1 (local.get $at)))))`;

const addPart = (part: PicturePart): string => `
  (local.set $distance (i32.add (local.get $distance)
    (i32.mul (i32.const ${part.weight}) ${part.kind === 'bits' ? bits(part) : difference(part)})))
  (br_if $far (i32.gt_u (local.get $distance) (local.get $most)))`;

/**
 * The module's text. It imports its memory as `kernel.memory`. scan(query, at, end, number, most, out) writes number and
 * distance of each picture from `at` on whose distance is at most `most`; returns how many.
 */
export const pictureKernelText = `(module
(import "kernel" "memory" (memory 1))

(func $across (param $v v128) (result i32)
  (local.set $v (i32x4.add (local.get $v) (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $v) (local.get $v))))
  (i32.add (i32x4.extract_lane 0 (local.get $v)) (i32x4.extract_lane 1 (local.get $v))))

(func (export "scan") (param $query i32) (param $at i32) (param $end i32) (param $number i32) (param $most i32) (param $out i32) (result i32)
  (local $distance i32) (local $start i32)
  (local.set $start (local.get $out))
  (block $done (loop $next
    (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
    (block $far
      (local.set $distance (i32.const 0))
      ${pictureParts.map(addPart).join('\n')}
      (i32.store (local.get $out) (local.get $number))
      (i32.store offset=4 (local.get $out) (local.get $distance))
      (local.set $out (i32.add (local.get $out) (i32.const 8))))
    (local.set $at (i32.add (local.get $at) (i32.const ${imageStatsLength})))
    (local.set $number (i32.add (local.get $number) (i32.const 1)))
    (br $next)))
  (i32.shr_u (i32.sub (local.get $out) (local.get $start)) (i32.const 3)))
)`;
