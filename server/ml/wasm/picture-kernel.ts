/**
 * The scan of image/picture-distance.ts as WebAssembly text with 128-bit vectors: one picture against many, in two steps.
 * First the hashes of all: without a branch, since nobody can foretell which pass, and from sixteen bytes a picture. Then the
 * rest of those that the hashes left within the bound, each left off as soon as the parts so far lie beyond it.
 */
import { statOffset } from '../image/image-stats.ts';
import { type PicturePart, pictureParts } from '../image/picture-distance.ts';

/** Pictures of one block of memory: hashes of all, then the rest of all. */
export const blockPictures = 4096;

/** A part of the statistics of a picture. */
export interface StatBytes {
  from: number;
  length: number;
}

export const hashBytes: StatBytes = { from: statOffset.dHash, length: 16 };
export const restBytes: StatBytes = { from: 0, length: statOffset.thumbnail };
export const blockBytes = blockPictures * (hashBytes.length + restBytes.length);

const hashParts = pictureParts.filter(({ kind }) => kind === 'bits');
const restParts = pictureParts.filter(({ kind }) => kind === 'difference');

const sixteen = (offset: number): string => `(i16x8.extadd_pairwise_i8x16_u (v128.or
  (i8x16.sub_sat_u (v128.load offset=${offset} align=1 (local.get $queryRest)) (v128.load offset=${offset} align=1 (local.get $other)))
  (i8x16.sub_sat_u (v128.load offset=${offset} align=1 (local.get $other)) (v128.load offset=${offset} align=1 (local.get $queryRest)))))`;

function difference({ offset, length }: PicturePart): string {
  const parts = Array.from({ length: length / 16 }, (_, at) => sixteen(offset + 16 * at));
  const sum = parts.reduce((left, right) => `(i16x8.add ${left} ${right})`);
  return `(call $across (i32x4.extadd_pairwise_i16x8_u ${sum}))`;
}

const hashLocal = ({ offset }: PicturePart): string => `$own${offset}`;

/** Weighed differing bits of the hashes `ahead` pictures behind the one at hand. */
const hashDistance = (ahead: number): string =>
  hashParts
    .map(
      (
        part,
      ) => `(i32.mul (i32.const ${part.weight}) (i32.wrap_i64 (i64.popcnt (i64.xor (local.get ${hashLocal(part)})
    (i64.load offset=${hashBytes.length * ahead + part.offset - hashBytes.from} align=1 (local.get $at))))))`,
    )
    .reduce((left, right) => `(i32.add ${left} ${right})`);

/** Writes a picture's place in the block and distance, and keeps them where the distance is not beyond the bound. */
const keepByHash = (ahead: number): string => `
    (local.set $distance ${hashDistance(ahead)})
    (i32.store (local.get $to) (i32.add (local.get $place) (i32.const ${ahead})))
    (i32.store offset=4 (local.get $to) (local.get $distance))
    (local.set $to (i32.add (local.get $to)
      (i32.shl (i32.le_u (local.get $distance) (local.get $most)) (i32.const 3))))`;

const hashLoop = (label: string, pictures: number): string => `
  (block $end${label} (loop $${label}
    (br_if $end${label} (i32.gt_u (i32.add (local.get $place) (i32.const ${pictures})) (local.get $count)))
    ${Array.from({ length: pictures }, (_, ahead) => keepByHash(ahead)).join('')}
    (local.set $at (i32.add (local.get $at) (i32.const ${pictures * hashBytes.length})))
    (local.set $place (i32.add (local.get $place) (i32.const ${pictures})))
    (br $${label})))`;

const addPart = (part: PicturePart): string => `
      (local.set $distance (i32.add (local.get $distance) (i32.mul (i32.const ${part.weight}) ${difference(part)})))
      (br_if $far (i32.gt_u (local.get $distance) (local.get $most)))`;

/**
 * The module's text. It imports its shared memory as `kernel.memory`; addresses are bytes in it. scan(query, queryRest, at,
 * rest, count, number, most, out) writes number and distance of each of `count` pictures whose distance to the query is at
 * most `most`; `at` and `rest` are where hashes and rest of the first lie, whose number is `number`. `out` has room for
 * `count` of them. Returns how many.
 */
export const pictureKernelText = `(module
(import "kernel" "memory" (memory 1 65536 shared))

(func $across (param $v v128) (result i32)
  (local.set $v (i32x4.add (local.get $v) (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $v) (local.get $v))))
  (i32.add (i32x4.extract_lane 0 (local.get $v)) (i32x4.extract_lane 1 (local.get $v))))

(func (export "scan") (param $query i32) (param $queryRest i32) (param $at i32) (param $rest i32) (param $count i32) (param $number i32) (param $most i32) (param $out i32) (result i32)
  ${hashParts.map((part) => `(local ${hashLocal(part)} i64)`).join(' ')}
  (local $place i32) (local $distance i32) (local $to i32) (local $from i32) (local $end i32) (local $other i32)
  ${hashParts
    .map(
      (part) =>
        `(local.set ${hashLocal(part)} (i64.load offset=${part.offset - hashBytes.from} align=1 (local.get $query)))`,
    )
    .join('\n')}
  (local.set $to (local.get $out))
  ${hashLoop('four', 4)}
  ${hashLoop('one', 1)}
  (local.set $end (local.get $to))
  (local.set $to (local.get $out))
  (local.set $from (local.get $out))
  (block $done (loop $next
    (br_if $done (i32.ge_u (local.get $from) (local.get $end)))
    (local.set $place (i32.load (local.get $from)))
    (local.set $distance (i32.load offset=4 (local.get $from)))
    (local.set $from (i32.add (local.get $from) (i32.const 8)))
    (local.set $other (i32.add (local.get $rest) (i32.mul (local.get $place) (i32.const ${restBytes.length}))))
    (block $far
      ${restParts.map(addPart).join('\n')}
      (i32.store (local.get $to) (i32.add (local.get $number) (local.get $place)))
      (i32.store offset=4 (local.get $to) (local.get $distance))
      (local.set $to (i32.add (local.get $to) (i32.const 8))))
    (br $next)))
  (i32.shr_u (i32.sub (local.get $to) (local.get $out)) (i32.const 3)))
)`;
