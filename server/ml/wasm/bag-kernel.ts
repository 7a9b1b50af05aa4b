/**
 * The kernel of embedding/product2vec.ts as WebAssembly text with 128-bit vectors: the 64 numbers of a slice stay in
 * sixteen registers over a walk. Addresses are bytes in one memory; `stride` is the bytes of a whole vector.
 */
import { sliceSize } from '../embedding/bag-kernel.ts';

const quads = Array.from({ length: sliceSize / 4 }, (_, quad) => quad);
const accumulators = quads.map((quad) => `(local $a${quad} v128)`).join(' ');
const each = (text: (quad: number) => string): string => quads.map(text).join('\n');

/** Runs `body` for each of $count places: $index and $value walk, $p is the address of the vector that $index names. */
const walk = (body: string): string => `
  (local.set $end (i32.add (local.get $ids) (i32.shl (local.get $count) (i32.const 2))))
  (block $out (loop $next
    (br_if $out (i32.ge_u (local.get $ids) (local.get $end)))
    (local.set $p (i32.add (local.get $table) (i32.mul (i32.load (local.get $ids)) (local.get $stride))))
    (local.set $s (v128.load32_splat (local.get $weights)))
    ${body}
    (local.set $ids (i32.add (local.get $ids) (i32.const 4)))
    (local.set $weights (i32.add (local.get $weights) (i32.const 4)))
    (br $next)))`;

/** Reads a word of each cache line of the vectors of $count features ahead of a walk (wasm/svm-kernel.ts says why). */
const touch = `
  (local.set $p (local.get $ids))
  (local.set $end (i32.add (local.get $ids) (i32.shl (local.get $count) (i32.const 2))))
  (block $out (loop $next
    (br_if $out (i32.ge_u (local.get $p) (local.get $end)))
    (local.set $line (i32.add (local.get $table) (i32.mul (i32.load (local.get $p)) (local.get $stride))))
    (local.set $line (i32.or
      (i32.or (i32.load (local.get $line)) (i32.load offset=64 (local.get $line)))
      (i32.or (i32.load offset=128 (local.get $line)) (i32.load offset=192 (local.get $line)))))
    (local.set $p (i32.add (local.get $p) (i32.const 4)))
    (br $next)))`;

/** Runs `body` for each class: $head is its vector, $at its place among numbers of four bytes. */
const eachClass = (body: string): string => `
  (local.set $end (i32.add (local.get $at) (i32.shl (local.get $count) (i32.const 2))))
  (block $out (loop $next
    (br_if $out (i32.ge_u (local.get $at) (local.get $end)))
    ${body}
    (local.set $head (i32.add (local.get $head) (local.get $stride)))
    (local.set $at (i32.add (local.get $at) (i32.const 4)))
    (br $next)))`;

const bagParameters =
  '(param $ids i32) (param $weights i32) (param $count i32) (param $table i32) (param $stride i32)';
const classParameters = '(param $head i32) (param $stride i32) (param $count i32)';

const kernelText = (memory: string): string => `(module
(import "kernel" "memory" (memory ${memory}))

(func (export "sum") ${bagParameters} (param $to i32)
  (local $end i32) (local $p i32) (local $line i32) (local $s v128) ${accumulators}
  ${touch}
  ${walk(each((quad) => `(local.set $a${quad} (f32x4.add (local.get $a${quad}) (f32x4.mul (local.get $s) (v128.load offset=${16 * quad} (local.get $p)))))`))}
  ${each((quad) => `(v128.store offset=${16 * quad} (local.get $to) (local.get $a${quad}))`)})

(func (export "spread") ${bagParameters} (param $from i32) (param $rate f32)
  (local $end i32) (local $p i32) (local $s v128) ${accumulators}
  ${each((quad) => `(local.set $a${quad} (f32x4.mul (f32x4.splat (local.get $rate)) (v128.load offset=${16 * quad} (local.get $from))))`)}
  ${walk(each((quad) => `(v128.store offset=${16 * quad} (local.get $p) (f32x4.sub (v128.load offset=${16 * quad} (local.get $p)) (f32x4.mul (local.get $s) (local.get $a${quad}))))`))})

(func (export "score") ${classParameters} (param $x i32) (param $at i32)
  (local $end i32) (local $s v128) ${accumulators}
  ${each((quad) => `(local.set $a${quad} (v128.load offset=${16 * quad} (local.get $x)))`)}
  ${eachClass(`
    (local.set $s (v128.const f32x4 0 0 0 0))
    ${each((quad) => `(local.set $s (f32x4.add (local.get $s) (f32x4.mul (local.get $a${quad}) (v128.load offset=${16 * quad} (local.get $head)))))`)}
    (f32.store (local.get $at) (f32.add (f32.load (local.get $at)) (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $s)) (f32x4.extract_lane 1 (local.get $s)))
      (f32.add (f32x4.extract_lane 2 (local.get $s)) (f32x4.extract_lane 3 (local.get $s))))))`)})

(func (export "learn") ${classParameters} (param $x i32) (param $at i32) (param $to i32) (param $rate f32) (param $least f32)
  (local $end i32) (local $g f32) (local $s v128) (local $t v128) (local $q v128) ${accumulators}
  ${each((quad) => `(local.set $a${quad} (v128.load offset=${16 * quad} (local.get $to)))`)}
  ${eachClass(`
    (local.set $g (f32.load (local.get $at)))
    (if (f32.gt (f32.abs (local.get $g)) (local.get $least)) (then
      (local.set $s (f32x4.splat (local.get $g)))
      (local.set $t (f32x4.splat (f32.mul (local.get $g) (local.get $rate))))
      ${each(
        (quad) => `
      (local.set $q (v128.load offset=${16 * quad} (local.get $head)))
      (local.set $a${quad} (f32x4.add (local.get $a${quad}) (f32x4.mul (local.get $s) (local.get $q))))
      (v128.store offset=${16 * quad} (local.get $head) (f32x4.sub (local.get $q) (f32x4.mul (local.get $t) (v128.load offset=${16 * quad} (local.get $x)))))`,
      )}))`)}
  ${each((quad) => `(v128.store offset=${16 * quad} (local.get $to) (local.get $a${quad}))`)})
)`;

/** The module's text. It imports its memory as `kernel.memory`. */
export const bagKernelText = kernelText('1');

/** The same over memory that threads share. */
export const sharedBagKernelText = kernelText('1 65536 shared');
