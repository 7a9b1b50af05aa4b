/**
 * The scan of image/picture-distance.ts as WebAssembly text with 128-bit vectors: one picture against many, in two steps.
 * First hashes and edges of all, four pictures at a time: they put nine of ten pairs beyond the bound, from 32 bytes a
 * picture. Then colour and texture of those left, each left off as soon as the parts so far lie beyond it.
 */
import { imageStatsLength, statOffset } from '../image/image-stats.ts';
import { type PicturePart, pictureParts } from '../image/picture-distance.ts';

/** Pictures of one block of memory: what is near the front of all, then the rest of all. */
export const blockPictures = 4096;

/** A part of the statistics of a picture, and where it goes in the block's part for the picture. */
export interface StatBytes {
  from: number;
  length: number;
  to: number;
}

const edges: StatBytes = { from: statOffset.edges, length: 16, to: 0 };
const hashes: StatBytes = { from: statOffset.dHash, length: 16, to: 16 };
/** Compared first. */
export const frontBytes: readonly StatBytes[] = [edges, hashes];
export const frontLength = 32;
const thumbnailLength = statOffset.dHash - statOffset.thumbnail;
const singlesLength = imageStatsLength - statOffset.aspect;
/**
 * Read where the front leaves a pair within the bound: colour and texture, by the kernel; and what only the likeness of
 * pictures asks for.
 */
export const restBytes: readonly StatBytes[] = [
  { from: statOffset.colour, length: statOffset.edges, to: 0 },
  { from: statOffset.thumbnail, length: thumbnailLength, to: statOffset.edges },
  { from: statOffset.aspect, length: singlesLength, to: statOffset.edges + thumbnailLength },
];
export const restLength = statOffset.edges + thumbnailLength + singlesLength;
export const blockBytes = blockPictures * (frontLength + restLength);

const hashParts = pictureParts.filter(({ kind }) => kind === 'bits');
const isFront = ({ kind, offset }: PicturePart): boolean => kind === 'bits' || offset === edges.from;
const restParts = pictureParts.filter((part) => !isFront(part));
const edgeWeight = pictureParts.find(({ offset }) => offset === edges.from)?.weight ?? 0;

/** Weights of the eight pairs of bytes that both hashes fill. */
const hashWeights = Array.from(
  { length: 8 },
  (_, pair) => hashParts.find(({ offset }) => offset - hashes.from === (pair < 4 ? 0 : 8))?.weight ?? 0,
);

const absolute = (one: string, other: string): string =>
  `(v128.or (i8x16.sub_sat_u ${one} ${other}) (i8x16.sub_sat_u ${other} ${one}))`;

function difference({ offset, length }: PicturePart): string {
  const load = (base: string, at: number): string =>
    `(v128.load offset=${offset + 16 * at} align=1 (local.get ${base}))`;
  const parts = Array.from(
    { length: length / 16 },
    (_, at) => `(i16x8.extadd_pairwise_i8x16_u ${absolute(load('$queryRest', at), load('$other', at))})`,
  );
  const sum = parts.reduce((left, right) => `(i16x8.add ${left} ${right})`);
  return `(call $across (i32x4.extadd_pairwise_i16x8_u ${sum}))`;
}

/** Weighed differences of hashes and edges of the picture `ahead` behind the one at hand, in four parts. */
function frontSums(ahead: number): string {
  const load = (to: number): string =>
    `(v128.load offset=${frontLength * ahead + to} align=1 (local.get $at))`;
  return `(local.set $edge ${load(edges.to)})
    (local.set $front${ahead} (i32x4.add
      (i32x4.dot_i16x8_s (v128.const i16x8 ${Array(8).fill(edgeWeight).join(' ')})
        (i16x8.extadd_pairwise_i8x16_u ${absolute('(local.get $ownEdges)', '(local.get $edge)')}))
      (i32x4.dot_i16x8_s (v128.const i16x8 ${hashWeights.join(' ')})
        (i16x8.extadd_pairwise_i8x16_u (i8x16.popcnt (v128.xor (local.get $ownHashes) ${load(hashes.to)}))))))`;
}

const lanes = (words: readonly number[]): string =>
  words.flatMap((word) => [0, 1, 2, 3].map((byte) => 4 * word + byte)).join(' ');

/** Sums of the four parts of two pictures, in two parts each: of the one in the even, of the other in the odd lanes. */
const folded = (one: string, other: string): string => `(i32x4.add
  (i8x16.shuffle ${lanes([0, 4, 1, 5])} (local.get ${one}) (local.get ${other}))
  (i8x16.shuffle ${lanes([2, 6, 3, 7])} (local.get ${one}) (local.get ${other})))`;

/** Writes a picture's place in the block and distance, and keeps them where the distance is not beyond the bound. */
const keep = (ahead: number): string => `
      (local.set $distance (i32x4.extract_lane ${ahead} (local.get $front)))
      (i32.store (local.get $to) (i32.add (local.get $place) (i32.const ${ahead})))
      (i32.store offset=4 (local.get $to) (local.get $distance))
      (local.set $to (i32.add (local.get $to) (i32.shl (i32.and
        (i32.le_u (local.get $distance) (local.get $most))
        (i32.lt_u (i32.add (local.get $place) (i32.const ${ahead})) (local.get $count))) (i32.const 3))))`;

const addPart = (part: PicturePart): string => `
      (local.set $distance (i32.add (local.get $distance) (i32.mul (i32.const ${part.weight}) ${difference(part)})))
      (br_if $far (i32.gt_u (local.get $distance) (local.get $most)))`;

/**
 * The module's text. It imports its shared memory as `kernel.memory`; addresses are bytes in it. scan(query, queryRest, at,
 * rest, count, number, most, out) writes number and distance of each of `count` pictures whose distance to the query is at
 * most `most`; `at` and `rest` are where front and rest of the first lie, whose number is `number`. Three pictures beyond the
 * last are read, not told. `out` has room for `count` and four more. Returns how many.
 */
export const pictureKernelText = `(module
(import "kernel" "memory" (memory 1 65536 shared))

(func $across (param $v v128) (result i32)
  (local.set $v (i32x4.add (local.get $v) (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $v) (local.get $v))))
  (i32.add (i32x4.extract_lane 0 (local.get $v)) (i32x4.extract_lane 1 (local.get $v))))

(func (export "scan") (param $query i32) (param $queryRest i32) (param $at i32) (param $rest i32) (param $count i32) (param $number i32) (param $most i32) (param $out i32) (result i32)
  (local $ownEdges v128) (local $ownHashes v128) (local $edge v128) (local $front v128) (local $bound v128)
  (local $front0 v128) (local $front1 v128) (local $front2 v128) (local $front3 v128)
  (local $place i32) (local $distance i32) (local $to i32) (local $from i32) (local $end i32) (local $other i32)
  (local.set $ownEdges (v128.load offset=${edges.to} align=1 (local.get $query)))
  (local.set $ownHashes (v128.load offset=${hashes.to} align=1 (local.get $query)))
  (local.set $bound (i32x4.splat (local.get $most)))
  (local.set $to (local.get $out))
  (block $compared (loop $four
    (br_if $compared (i32.ge_u (local.get $place) (local.get $count)))
    ${[0, 1, 2, 3].map(frontSums).join('\n')}
    (local.set $front0 ${folded('$front0', '$front1')})
    (local.set $front2 ${folded('$front2', '$front3')})
    (local.set $front (i32x4.add
      (i8x16.shuffle ${lanes([0, 1, 4, 5])} (local.get $front0) (local.get $front2))
      (i8x16.shuffle ${lanes([2, 3, 6, 7])} (local.get $front0) (local.get $front2))))
    (if (v128.any_true (i32x4.le_u (local.get $front) (local.get $bound))) (then
      ${[0, 1, 2, 3].map(keep).join('')}))
    (local.set $at (i32.add (local.get $at) (i32.const ${4 * frontLength})))
    (local.set $place (i32.add (local.get $place) (i32.const 4)))
    (br $four)))
  (local.set $end (local.get $to))
  (local.set $to (local.get $out))
  (local.set $from (local.get $out))
  (block $done (loop $next
    (br_if $done (i32.ge_u (local.get $from) (local.get $end)))
    (local.set $place (i32.load (local.get $from)))
    (local.set $distance (i32.load offset=4 (local.get $from)))
    (local.set $from (i32.add (local.get $from) (i32.const 8)))
    (local.set $other (i32.add (local.get $rest) (i32.mul (local.get $place) (i32.const ${restLength}))))
    (block $far
      ${restParts.map(addPart).join('\n')}
      (i32.store (local.get $to) (i32.add (local.get $number) (local.get $place)))
      (i32.store offset=4 (local.get $to) (local.get $distance))
      (local.set $to (i32.add (local.get $to) (i32.const 8))))
    (br $next)))
  (i32.shr_u (i32.sub (local.get $to) (local.get $out)) (i32.const 3)))
)`;
