/**
 * The kernel of linear/block-svm.ts as WebAssembly text with 128-bit vectors: eight accumulators of four classes stay in
 * registers over a row. Measured at 20 × the plain kernel. Addresses are bytes in one shared memory.
 */
import { lanes } from '../linear/block-svm.ts';

const quads = Array.from({ length: lanes / 4 }, (_, quad) => quad);
const accumulators = quads.map((quad) => `(local $a${quad} v128)`).join(' ');
const each = (text: (quad: number) => string): string => quads.map(text).join('\n');

/** Walks a row's features: $p is the address of a column's weights, $s its value in four lanes. */
const walk = (body: string): string => `
  (local.set $index (i32.add (local.get $indices) (i32.shl (i32.load (local.get $at)) (i32.const 2))))
  (local.set $end (i32.add (local.get $indices) (i32.shl (i32.load offset=4 (local.get $at)) (i32.const 2))))
  (local.set $value (i32.add (local.get $values) (i32.shl (i32.load (local.get $at)) (i32.const 2))))
  (block $out (loop $next
    (br_if $out (i32.ge_u (local.get $index) (local.get $end)))
    (local.set $p (i32.add (local.get $weights) (i32.mul (i32.load (local.get $index)) (i32.const ${4 * lanes}))))
    (local.set $s (v128.load32_splat (local.get $value)))
    ${body}
    (local.set $index (i32.add (local.get $index) (i32.const 4)))
    (local.set $value (i32.add (local.get $value) (i32.const 4)))
    (br $next)))`;

/**
 * Reads a word of each cache line of the weights that a row asks for, one after the other: waiting for them is most of what
 * a walk costs, and the processor waits for many at a time where nothing is worked out in between.
 */
const touchWeights = `
  (local.set $index (i32.add (local.get $indices) (i32.shl (i32.load (local.get $at)) (i32.const 2))))
  (local.set $end (i32.add (local.get $indices) (i32.shl (i32.load offset=4 (local.get $at)) (i32.const 2))))
  (block $out (loop $next
    (br_if $out (i32.ge_u (local.get $index) (local.get $end)))
    (local.set $p (i32.add (local.get $weights) (i32.mul (i32.load (local.get $index)) (i32.const ${4 * lanes}))))
    (local.set $value (i32.or (i32.load (local.get $p)) (i32.load offset=64 (local.get $p))))
    (local.set $index (i32.add (local.get $index) (i32.const 4)))
    (br $next)))`;

const sumProducts = `
  ${touchWeights}
  ${each((quad) => `(local.set $a${quad} (v128.load offset=${16 * quad} (local.get $bias)))`)}
  ${walk(each((quad) => `(local.set $a${quad} (f32x4.add (local.get $a${quad}) (f32x4.mul (local.get $s) (v128.load offset=${16 * quad} (local.get $p)))))`))}`;

/** One quad: gradient, what it says of shrinking and convergence, the new alpha, and the change left in $a. */
const moveAlphas = (quad: number): string => `
  (local.set $sign (v128.load offset=${12 * lanes + 16 * quad} (local.get $bounds)))
  (local.set $before (v128.load offset=${16 * quad} (local.get $own)))
  (local.set $g (f32x4.add
    (f32x4.sub (f32x4.mul (local.get $sign) (local.get $a${quad})) (f32x4.splat (f32.const 1)))
    (f32x4.mul (local.get $before) (f32x4.splat (local.get $shift)))))
  (local.set $zero (f32x4.eq (local.get $before) (v128.const f32x4 0 0 0 0)))
  (local.set $shrunk (v128.and (local.get $zero) (f32x4.gt (local.get $g) (v128.load offset=${16 * quad} (local.get $bounds)))))
  (local.set $kept (v128.or (local.get $kept) (v128.not (local.get $shrunk))))
  (local.set $pg (v128.bitselect (f32x4.min (local.get $g) (v128.const f32x4 0 0 0 0)) (local.get $g) (local.get $zero)))
  (v128.store offset=${4 * lanes + 16 * quad} (local.get $bounds) (f32x4.max
    (v128.load offset=${4 * lanes + 16 * quad} (local.get $bounds))
    (v128.bitselect (f32x4.splat (f32.const -inf)) (local.get $pg) (local.get $shrunk))))
  (v128.store offset=${8 * lanes + 16 * quad} (local.get $bounds) (f32x4.min
    (v128.load offset=${8 * lanes + 16 * quad} (local.get $bounds))
    (v128.bitselect (f32x4.splat (f32.const inf)) (local.get $pg) (local.get $shrunk))))
  (local.set $after (f32x4.max (v128.const f32x4 0 0 0 0) (f32x4.sub (local.get $before) (f32x4.mul (local.get $g) (local.get $step)))))
  (v128.store offset=${16 * quad} (local.get $own) (local.get $after))
  (local.set $a${quad} (f32x4.mul (f32x4.sub (local.get $after) (local.get $before)) (local.get $sign)))
  (local.set $moved (v128.or (local.get $moved) (f32x4.ne (local.get $a${quad}) (v128.const f32x4 0 0 0 0))))`;

const moveWeights = `
  ${walk(each((quad) => `(v128.store offset=${16 * quad} (local.get $p) (f32x4.add (v128.load offset=${16 * quad} (local.get $p)) (f32x4.mul (local.get $s) (local.get $a${quad}))))`))}
  ${each((quad) => `(v128.store offset=${16 * quad} (local.get $bias) (f32x4.add (v128.load offset=${16 * quad} (local.get $bias)) (local.get $a${quad})))`)}`;

const sharedParameters =
  '(param $offsets i32) (param $indices i32) (param $values i32) (param $weights i32) (param $bias i32) (param $order i32) (param $count i32)';
const walkLocals =
  '(local $at i32) (local $index i32) (local $end i32) (local $value i32) (local $p i32) (local $s v128)';

/** The module's text. It imports its memory as `kernel.memory`. */
export const svmKernelText = `(module
(import "kernel" "memory" (memory 1 65536 shared))

(func (export "pass") ${sharedParameters}
  (param $alpha i32) (param $laneOf i32) (param $steps i32) (param $bounds i32) (param $shift f32) (result i32)
  ${walkLocals} ${accumulators}
  (local $place i32) (local $row i32) (local $lane i32) (local $own i32)
  (local $sign v128) (local $before v128) (local $after v128) (local $g v128) (local $pg v128) (local $zero v128)
  (local $shrunk v128) (local $kept v128) (local $moved v128) (local $step v128)
  (local.set $place (local.get $order))
  (local.set $count (i32.add (local.get $order) (i32.shl (local.get $count) (i32.const 2))))
  (block $done (loop $rows
    (br_if $done (i32.ge_u (local.get $place) (local.get $count)))
    (local.set $row (i32.load (local.get $place)))
    (local.set $at (i32.add (local.get $offsets) (i32.shl (local.get $row) (i32.const 2))))
    ${sumProducts}
    (local.set $own (i32.add (local.get $alpha) (i32.mul (local.get $row) (i32.const ${4 * lanes}))))
    (local.set $step (v128.load32_splat (i32.add (local.get $steps) (i32.shl (local.get $row) (i32.const 2)))))
    (local.set $lane (i32.load (i32.add (local.get $laneOf) (i32.shl (local.get $row) (i32.const 2)))))
    (if (i32.ge_s (local.get $lane) (i32.const 0)) (then
      (f32.store offset=${12 * lanes} (i32.add (local.get $bounds) (i32.shl (local.get $lane) (i32.const 2))) (f32.const 1))))
    (local.set $kept (v128.const i32x4 0 0 0 0))
    (local.set $moved (v128.const i32x4 0 0 0 0))
    ${each(moveAlphas)}
    (if (i32.ge_s (local.get $lane) (i32.const 0)) (then
      (f32.store offset=${12 * lanes} (i32.add (local.get $bounds) (i32.shl (local.get $lane) (i32.const 2))) (f32.const -1))))
    (if (v128.any_true (local.get $moved)) (then ${moveWeights}))
    (if (v128.any_true (local.get $kept))
      (then (local.set $place (i32.add (local.get $place) (i32.const 4))))
      (else
        (local.set $count (i32.sub (local.get $count) (i32.const 4)))
        (i32.store (local.get $place) (i32.load (local.get $count)))
        (i32.store (local.get $count) (local.get $row))))
    (br $rows)))
  (i32.shr_u (i32.sub (local.get $count) (local.get $order)) (i32.const 2)))

(func (export "score") ${sharedParameters} (param $to i32)
  ${walkLocals} ${accumulators}
  (local.set $count (i32.add (local.get $order) (i32.shl (local.get $count) (i32.const 2))))
  (block $done (loop $rows
    (br_if $done (i32.ge_u (local.get $order) (local.get $count)))
    (local.set $at (i32.add (local.get $offsets) (i32.shl (i32.load (local.get $order)) (i32.const 2))))
    ${sumProducts}
    ${each((quad) => `(v128.store offset=${16 * quad} (local.get $to) (local.get $a${quad}))`)}
    (local.set $to (i32.add (local.get $to) (i32.const ${4 * lanes})))
    (local.set $order (i32.add (local.get $order) (i32.const 4)))
    (br $rows))))
)`;
