/**
 * Sums of vectors of int8 (embedding/small-vectors.ts) as WebAssembly text. Two features are walked at once: their numbers are
 * interleaved, and one instruction multiplies four pairs and adds each (i32x4.dot_i16x8_s). A slice is summed half by half, so
 * that its sums stay in registers. What a walk costs is waiting for vectors: those of the next features are first touched one
 * after the other, which the processor does many at a time.
 */
import { sliceSize } from '../embedding/bag-kernel.ts';

/** Numbers that are summed in one walk. */
const half = sliceSize / 2;
/** Features whose vectors are touched ahead: half of what the nearest cache holds. */
const ahead = 256;
const eights = Array.from({ length: half / 8 }, (_, eight) => eight);
const sums = eights.map((eight) => `(local $l${eight} v128) (local $h${eight} v128)`).join(' ');
const each = (text: (eight: number) => string): string => eights.map(text).join('\n');

/** The low and the high four of eight numbers of two features, interleaved. */
const low = 'i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23';
const high = 'i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31';

const walk = (eight: number): string => `
        (local.set $a (v128.load8x8_s offset=${8 * eight} (local.get $p)))
        (local.set $b (v128.load8x8_s offset=${8 * eight} (local.get $q)))
        (local.set $l${eight} (i32x4.add (local.get $l${eight}) (i32x4.dot_i16x8_s (local.get $x) (${low} (local.get $a) (local.get $b)))))
        (local.set $h${eight} (i32x4.add (local.get $h${eight}) (i32x4.dot_i16x8_s (local.get $x) (${high} (local.get $a) (local.get $b)))))`;

const vectorAt = (offset: number): string =>
  `(i32.add (local.get $table) (i32.shl (i32.load offset=${offset} (local.get $id)) (i32.const ${Math.log2(sliceSize)})))`;

/** Runs over the features of the part at hand, two at a time. */
const overPart = (body: string): string => `
      (local.set $id (local.get $ids))
      (local.set $step (local.get $steps))
      (block $out (loop $next
        (br_if $out (i32.ge_u (local.get $id) (local.get $part)))
        ${body}
        (local.set $id (i32.add (local.get $id) (i32.const 8)))
        (local.set $step (i32.add (local.get $step) (i32.const 4)))
        (br $next)))`;

const halfOf = (from: number): string => `
      ${each((eight) => `(local.set $l${eight} (v128.load offset=${4 * from + 32 * eight} (local.get $to))) (local.set $h${eight} (v128.load offset=${4 * from + 32 * eight + 16} (local.get $to)))`)}
      ${overPart(`
        (local.set $p (i32.add (i32.const ${from}) ${vectorAt(0)}))
        (local.set $q (i32.add (i32.const ${from}) ${vectorAt(4)}))
        (local.set $x (v128.load32_splat (local.get $step)))
        ${each(walk)}`)}
      ${each((eight) => `(v128.store offset=${4 * from + 32 * eight} (local.get $to) (local.get $l${eight})) (v128.store offset=${4 * from + 32 * eight + 16} (local.get $to) (local.get $h${eight}))`)}`;

const quads = Array.from({ length: sliceSize / 4 }, (_, quad) => 16 * quad);

/** The module's text over memory that threads share. It imports its memory as `kernel.memory`. */
export const sharedSmallBagKernelText = `(module
(import "kernel" "memory" (memory 1 65536 shared))

(func (export "sum") (param $ids i32) (param $steps i32) (param $count i32) (param $table i32) (param $unit f32) (param $to i32)
  (local $end i32) (local $part i32) (local $id i32) (local $step i32) (local $p i32) (local $q i32) (local $touched i32)
  (local $a v128) (local $b v128) (local $x v128) (local $f v128) ${sums}
  (local.set $f (f32x4.splat (local.get $unit)))
  (local.set $end (i32.add (local.get $ids) (i32.shl (local.get $count) (i32.const 2))))
  ${quads.map((at) => `(v128.store offset=${at} (local.get $to) (v128.const i32x4 0 0 0 0))`).join('\n')}
  (block $done (loop $parts
    (br_if $done (i32.ge_u (local.get $ids) (local.get $end)))
    (local.set $part (i32.add (local.get $ids) (i32.const ${4 * ahead})))
    (if (i32.gt_u (local.get $part) (local.get $end)) (then (local.set $part (local.get $end))))
    ${overPart(`
        (local.set $touched (i32.or (local.get $touched) (i32.or (i32.load ${vectorAt(0)}) (i32.load ${vectorAt(4)}))))`)}
    ${halfOf(0)}
    ${halfOf(half)}
    (local.set $ids (local.get $part))
    (local.set $steps (local.get $step))
    (br $parts)))
  ${quads.map((at) => `(v128.store offset=${at} (local.get $to) (f32x4.mul (local.get $f) (f32x4.convert_i32x4_s (v128.load offset=${at} (local.get $to)))))`).join('\n')})
)`;
