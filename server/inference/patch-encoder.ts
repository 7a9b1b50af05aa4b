/**
 * A picture encoder that learns what pictures look like from the set's own pictures, without labels and in seconds: Fisher
 * vectors of patches (gradients, colours) of a picture and its mirror image beside the descriptors, turned onto their principal axes.
 * Accuracy beside descriptors alone: docs/images.md.
 */
import { describeImage, descriptorLength } from '#server/ml/image/describe-image.ts';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import { addFisher, type PatchKind, type PatchMixture, pixelsInput } from './fisher-graph.ts';
import { GraphBuilder } from './graph-builder.ts';
import type { Matrix } from './matrix-product.ts';
import { encodeModel } from './onnx-model.ts';
import {
  addCells,
  cellSidesPx,
  colourChannels,
  directions,
  patchCells,
  patchedSidePx,
  patchesAlong,
  patchPlaces,
} from './patch-cells.ts';
import { learnAxes, learnMixture, project } from './patch-mixture.ts';
import { type PrincipalAxes, principalAxes } from './principal-axes.ts';
import { type ModelSession, openModelBytes } from './session.ts';

/** Pictures that an encoder is learnt from; more change little. */
export const picturesMax = 1000;
/** Fewer pictures say too little about patches; descriptors alone serve them. */
export const picturesMin = 40;
const patchesPerPicture = 40;
const axesKept = 32;
const components = 64;
/** Length of the vector: 512 axes were better than all 9,600 numbers (flipkart1050 L1 .786 against .779). */
const vectorSize = 512;

const kinds: readonly PatchKind[] = ['gradients', 'colours'];
const channelsOf = { gradients: directions, colours: colourChannels } as const;

const area = patchedSidePx * patchedSidePx;

/** Channels one after the other, 0 … 1. */
function toPlanes(rgb: Uint8Array): Float32Array {
  const out = new Float32Array(3 * area);
  for (let at = 0; at < area; at++)
    for (let channel = 0; channel < 3; channel++) out[channel * area + at] = rgb[3 * at + channel] / 255;
  return out;
}

/** Half the sides, by means of four pixels: the size that descriptors are made at. */
function halve(rgb: Uint8Array): Uint8Array {
  const side = patchedSidePx;
  const half = side / 2;
  const out = new Uint8Array(half * half * 3);
  for (let y = 0; y < half; y++)
    for (let x = 0; x < half; x++)
      for (let channel = 0; channel < 3; channel++) {
        const at = 3 * (2 * y * side + 2 * x) + channel;
        const sum = rgb[at] + rgb[at + 3] + rgb[at + 3 * side] + rgb[at + 3 * side + 3];
        out[3 * (y * half + x) + channel] = (sum + 2) >> 2;
      }
  return out;
}

interface Patches {
  /** By kind: rows × patch size. */
  rows: Record<PatchKind, Matrix>;
  /** x, y of each row. */
  places: Float32Array;
}

function copyPatch(
  map: Float32Array,
  channels: number,
  cells: number,
  x: number,
  y: number,
  out: Float32Array,
): void {
  let to = 0;
  for (let channel = 0; channel < channels; channel++)
    for (let row = 0; row < patchCells; row++)
      for (let column = 0; column < patchCells; column++)
        out[to++] = map[(channel * cells + y + row) * cells + x + column];
}

/** Square roots of the shares of strength: what the graph does with gradients. */
function toRoots(patch: Float32Array): void {
  const sum = patch.reduce((total, value) => total + value, 1e-3);
  for (let at = 0; at < patch.length; at++) patch[at] = Math.sqrt(patch[at] / sum);
}

/** Random patches of the pictures, as they are before any axes. */
async function drawPatches(pictures: readonly Uint8Array[], rng: Rng): Promise<Patches> {
  const graph = new GraphBuilder();
  const maps = addCells(graph, 'pixels');
  const outputs = maps.flatMap((map) => kinds.map((kind) => ({ map, kind, name: map[kind] })));
  const cells = await openModelBytes(
    encodeModel({
      name: 'cells',
      nodes: graph.nodes,
      inputs: [pixelsInput],
      outputs: outputs.map(({ map, kind, name }) => ({
        name,
        type: 'float' as const,
        shape: [1, channelsOf[kind], patchedSidePx / map.cellPx, patchedSidePx / map.cellPx],
      })),
      initializers: graph.initializers,
    }),
  );
  const count = pictures.length * patchesPerPicture;
  const makeRows = (kind: PatchKind): Matrix => {
    const columns = channelsOf[kind] * patchCells * patchCells;
    return { rows: count, columns, data: new Float32Array(count * columns) };
  };
  const found: Patches = {
    rows: { gradients: makeRows('gradients'), colours: makeRows('colours') },
    places: new Float32Array(2 * count),
  };
  const places = patchPlaces();
  const firstOf = cellSidesPx.map((_, size) =>
    cellSidesPx.slice(0, size).reduce((sum, cellPx) => sum + patchesAlong(cellPx) ** 2, 0),
  );
  let to = 0;
  for (const picture of pictures) {
    const answers = await cells.run({ pixels: { shape: pixelsInput.shape, data: toPlanes(picture) } });
    for (let drawn = 0; drawn < patchesPerPicture; drawn++, to++) {
      const at = rng.below(places.length);
      const size = firstOf.findLastIndex((first) => first <= at);
      const along = patchesAlong(cellSidesPx[size]);
      const place = at - firstOf[size];
      for (const kind of kinds) {
        const { data, columns } = found.rows[kind];
        const out = data.subarray(to * columns, (to + 1) * columns);
        const map = answers[maps[size][kind]].data as Float32Array;
        const side = patchedSidePx / cellSidesPx[size];
        copyPatch(map, channelsOf[kind], side, place % along, Math.floor(place / along), out);
        if (kind === 'gradients') toRoots(out);
      }
      found.places.set([places[at].x, places[at].y], 2 * to);
    }
  }
  await cells.close();
  return found;
}

/** Input of graphs that see a picture both ways round: what the mirrored one is described as. */
const mirroredDescriptor = 'descriptor_mirrored';

/** The mean of two values. */
function addMean(graph: GraphBuilder, left: string, right: string, name: string): string {
  const sum = graph.add('Add', [left, right], `${name}_sum`);
  return graph.add('Mul', [sum, 'half'], name);
}

/** The nodes so far once more, for the mirrored picture: same constants, other values. */
function addMirrored(graph: GraphBuilder): (name: string) => string {
  const nodes = [...graph.nodes];
  const values = new Set(['pixels', ...nodes.flatMap((node) => node.outputs)]);
  const mirrored = (name: string): string => (values.has(name) ? `${name}_mirrored` : name);
  const side = patchedSidePx;
  const exchange = new Float32Array(side * side);
  for (let x = 0; x < side; x++) exchange[x * side + side - 1 - x] = 1;
  graph.add('MatMul', ['pixels', graph.floats('exchange', [side, side], exchange)], 'pixels_mirrored');
  for (const { operator, inputs, outputs, attributes } of nodes)
    graph.add(operator, inputs.map(mirrored), mirrored(outputs[0]), attributes);
  return mirrored;
}

/**
 * pixels [1, 3, 128, 128] and descriptors [1, 896] of the picture and of its mirror image → vector: the mean of both, all numbers
 * or on their principal axes. A thing that faces left is the same thing.
 */
function encodeGraph(mixtures: readonly PatchMixture[], principal: PrincipalAxes | null): Buffer {
  const graph = new GraphBuilder();
  const maps = addCells(graph, 'pixels');
  const fishers = mixtures.map((mixture) => addFisher(graph, maps, mixture));
  const mirrored = addMirrored(graph);
  graph.floats('half', [1], [0.5]);
  const means = [
    addMean(graph, 'descriptor', mirroredDescriptor, 'descriptor_mean'),
    ...fishers.map((fisher) => addMean(graph, fisher, mirrored(fisher), `${fisher}_mean`)),
  ];
  const all = graph.add('Concat', means, principal ? 'all' : 'vector', { axis: 1 });
  const width = fisherSize(mixtures) + descriptorLength;
  if (principal) {
    const { mean, axes } = principal;
    const centred = graph.add('Sub', [all, graph.floats('mean', [1, width], mean)], 'centred');
    graph.add('MatMul', [centred, graph.floats('axes', [width, axes.columns], axes.data)], 'vector');
  }
  return encodeModel({
    name: 'patches',
    nodes: graph.nodes,
    inputs: [
      pixelsInput,
      ...['descriptor', mirroredDescriptor].map((name) => ({
        ...{ name, type: 'float' as const, shape: [1, descriptorLength] },
      })),
    ],
    outputs: [{ name: 'vector', type: 'float', shape: [1, principal?.axes.columns ?? width] }],
    initializers: graph.initializers,
  });
}

function fisherSize(mixtures: readonly PatchMixture[]): number {
  return mixtures.reduce((sum, { means }) => sum + 2 * means.length, 0);
}

/** Left and right exchanged. */
function mirror(rgb: Uint8Array, side: number): Uint8Array {
  const out = new Uint8Array(rgb.length);
  for (let pixel = 0; pixel < side * side; pixel++) {
    const x = pixel % side;
    const from = 3 * (pixel - x + side - 1 - x);
    out.set(rgb.subarray(from, from + 3), 3 * pixel);
  }
  return out;
}

async function answer(session: ModelSession, rgb: Uint8Array): Promise<Float32Array> {
  const half = halve(rgb);
  const described = (picture: Uint8Array) => ({ shape: [1, descriptorLength], data: describeImage(picture) });
  const { vector } = await session.run({
    pixels: { shape: pixelsInput.shape, data: toPlanes(rgb) },
    descriptor: described(half),
    // Encoders learnt before see a picture one way round.
    ...(session.inputs.includes(mirroredDescriptor) && {
      [mirroredDescriptor]: described(mirror(half, patchedSidePx / 2)),
    }),
  });
  return vector.data as Float32Array;
}

/**
 * Learns an encoder. Same pictures and seed, same bytes.
 * @param pictures 128 × 128 × 3 bytes each; at least `picturesMin`
 * @returns an ONNX model for `openPatchEncoder`; 4 ms a picture to use, 10–20 s to learn from 1,000
 */
export async function trainPatchEncoder(pictures: readonly Uint8Array[], seed: number): Promise<Buffer> {
  if (pictures.length < picturesMin)
    throw new RangeError(`${pictures.length} pictures are too few to learn an encoder from`);
  const rng = makeRng(seed);
  const { rows, places } = await drawPatches(pictures, rng);
  const mixtures: PatchMixture[] = [];
  for (const kind of kinds) {
    const axes = await learnAxes(kind, rows[kind], axesKept);
    mixtures.push(await learnMixture(axes, await project(axes, rows[kind], places), components, rng));
  }
  const whole = await openModelBytes(encodeGraph(mixtures, null));
  const width = fisherSize(mixtures) + descriptorLength;
  const vectors: Matrix = {
    rows: pictures.length,
    columns: width,
    data: new Float32Array(pictures.length * width),
  };
  for (const [at, picture] of pictures.entries()) vectors.data.set(await answer(whole, picture), at * width);
  await whole.close();
  const count = Math.min(vectorSize, pictures.length - 1);
  return encodeGraph(mixtures, await principalAxes(vectors, count, rng));
}

export interface PatchEncoder {
  /** Vector of unit length from 128 × 128 × 3 bytes. */
  encode(rgb: Uint8Array): Promise<Float32Array>;
  close(): Promise<void>;
}

export async function openPatchEncoder(bytes: Uint8Array): Promise<PatchEncoder> {
  const session = await openModelBytes(bytes);
  return {
    encode: async (rgb) => {
      const vector = Float32Array.from(await answer(session, rgb));
      const length = Math.hypot(...vector);
      return length > 0 ? vector.map((value) => value / length) : vector;
    },
    close: () => session.close(),
  };
}
