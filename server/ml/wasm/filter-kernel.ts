/**
 * A filter's tree (filter/filter-tree.ts) as WebAssembly text: one listing against the listings of a block. Each node is a branch,
 * each fact is computed where the first node on the way asks for it: bits by population counts of 64, sums of differences by
 * vectors of 128 bits. Parts of a block's rows lie apart, so that what the root asks streams through the nearest cache.
 */
import { type BytesFact, type FilterFact, filterFacts, type IntFact } from '../filter/filter-facts.ts';
import { knownBit, partAt, type RowPart, rowLength, rowParts } from '../filter/filter-rows.ts';
import { type FilterTree, factsAsked } from '../filter/filter-tree.ts';

/** Rows of a block. */
export const filterBlockRows = 2048;
export const filterBlockBytes = filterBlockRows * rowLength;

/** Where a part of a row lies in its block. */
export const planeAt = (part: RowPart): number => partAt[part] * filterBlockRows;

type Chunk = { own: string; load: string; part: RowPart; offset: number; type: 'i64' | 'v128' | 'i32' };

function chunk(part: RowPart, from: number, type: Chunk['type']): Chunk {
  const load = type === 'v128' ? 'v128.load' : `${type}.load`;
  return { own: `$own_${part}_${from}_${type}`, load, part, offset: planeAt(part) + from, type };
}

const chunksOf = (fact: BytesFact): Chunk[] => {
  const [type, step] = fact.kind === 'difference' ? (['v128', 16] as const) : (['i64', 8] as const);
  return Array.from({ length: fact.length / step }, (_, at) => chunk(fact.part, fact.from + at * step, type));
};
const intOf = (part: RowPart): Chunk => chunk(part, 0, 'i32');

/** Loads a chunk of the row at hand. */
const other = ({ load, part, offset }: Chunk): string =>
  `(${load} offset=${offset} align=4 (i32.add (local.get $block) (i32.mul (local.get $place) (i32.const ${rowParts[part]}))))`;

const own = ({ own }: Chunk): string => `(local.get ${own})`;

const sum = (operator: string, parts: readonly string[]): string =>
  parts.reduce((left, right) => `(${operator} ${left} ${right})`);

function bits(fact: BytesFact): string {
  const both = fact.kind === 'bits apart' ? 'i64.xor' : 'i64.and';
  const counts = chunksOf(fact).map((one) => `(i64.popcnt (${both} ${own(one)} ${other(one)}))`);
  return `(i32.wrap_i64 ${sum('i64.add', counts)})`;
}

function difference(fact: BytesFact): string {
  const parts = chunksOf(fact).map(
    (one) => `(i16x8.extadd_pairwise_i8x16_u (call $apart ${own(one)} ${other(one)}))`,
  );
  return `(call $across (i32x4.extadd_pairwise_i16x8_u ${sum('i16x8.add', parts)}))`;
}

function integer({ kind, part }: IntFact): string {
  const one = intOf(part);
  if (kind === 'differ') return `(i32.ne ${own(one)} ${other(one)})`;
  if (kind === 'overlap') return `(i32.ne (i32.and ${own(one)} ${other(one)}) (i32.const 0))`;
  return `(call $absolute (i32.sub ${own(one)} ${other(one)}))`;
}

function value(fact: FilterFact): string {
  if (!('length' in fact)) return integer(fact);
  return fact.kind === 'difference' ? difference(fact) : bits(fact);
}

/** Sets the local of a fact. */
function compute(place: number): string {
  const fact = filterFacts[place];
  if (!fact.needs) return `(local.set $fact${place} ${value(fact)})`;
  const known = intOf('known');
  const bit = (row: string): string =>
    `(i32.and (i32.shr_u ${row} (i32.const ${knownBit[fact.needs ?? 'price']})) (i32.const 1))`;
  return `(local.set $fact${place} (i32.sub (i32.add ${bit(own(known))} ${bit(other(known))}) (i32.const 2)))
    (if (i32.eqz (local.get $fact${place})) (then (local.set $fact${place} ${value(fact)})))`;
}

const keep = `(i32.store (local.get $to) (local.get $place))
  (local.set $to (i32.add (local.get $to) (i32.const 4)))`;

function branch(tree: FilterTree, node: number, computed: readonly number[]): string {
  const fact = tree.fact[node];
  if (fact < 0) return tree.keeps[node] === 1 ? keep : '';
  const isNew = !computed.includes(fact);
  const below = isNew ? [...computed, fact] : computed;
  return `${isNew ? compute(fact) : ''}
    (if (i32.le_s (local.get $fact${fact}) (i32.const ${tree.most[node]}))
      (then ${branch(tree, tree.left[node], below)})
      (else ${branch(tree, tree.right[node], below)}))`;
}

function ownChunks(asked: readonly number[]): Chunk[] {
  const chunks = asked.flatMap((place) => {
    const fact = filterFacts[place];
    return [
      ...('length' in fact ? chunksOf(fact) : [intOf(fact.part)]),
      ...(fact.needs ? [intOf('known')] : []),
    ];
  });
  return [...new Map(chunks.map((one) => [one.own, one])).values()];
}

/**
 * The module's text. It imports its shared memory as `kernel.memory`; addresses are bytes in it. scan(ownBlock, ownPlace, block,
 * from, end, out) writes the places [from, end) of a block whose pairs with the row at `ownPlace` of `ownBlock` go on, 4
 * bytes each, and returns how many. `out` has room for all.
 */
export function filterKernelText(tree: FilterTree): string {
  const asked = factsAsked(tree);
  const chunks = ownChunks(asked);
  const load = ({ own, load, part, offset }: Chunk): string =>
    `(local.set ${own} (${load} offset=${offset} align=4 (i32.add (local.get $ownBlock) (i32.mul (local.get $ownPlace) (i32.const ${rowParts[part]})))))`;
  return `(module
(import "kernel" "memory" (memory 1 65536 shared))

(func $absolute (param $v i32) (result i32)
  (select (i32.sub (i32.const 0) (local.get $v)) (local.get $v) (i32.lt_s (local.get $v) (i32.const 0))))

(func $apart (param $one v128) (param $other v128) (result v128)
  (v128.or (i8x16.sub_sat_u (local.get $one) (local.get $other)) (i8x16.sub_sat_u (local.get $other) (local.get $one))))

(func $across (param $v v128) (result i32)
  (local.set $v (i32x4.add (local.get $v) (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $v) (local.get $v))))
  (i32.add (i32x4.extract_lane 0 (local.get $v)) (i32x4.extract_lane 1 (local.get $v))))

(func (export "scan") (param $ownBlock i32) (param $ownPlace i32) (param $block i32) (param $place i32) (param $end i32) (param $out i32) (result i32)
  (local $to i32)
  ${chunks.map(({ own, type }) => `(local ${own} ${type})`).join('\n  ')}
  ${asked.map((place) => `(local $fact${place} i32)`).join(' ')}
  ${chunks.map(load).join('\n  ')}
  (local.set $to (local.get $out))
  (block $done (loop $next
    (br_if $done (i32.ge_u (local.get $place) (local.get $end)))
    ${branch(tree, 0, [])}
    (local.set $place (i32.add (local.get $place) (i32.const 1)))
    (br $next)))
  (i32.shr_u (i32.sub (local.get $to) (local.get $out)) (i32.const 2)))
)`;
}
