/**
 * `npx tsx server/tooling/fit-picture-likeness.ts`: writes server/ml/image/picture-trees.ts, learnt on the drawn pictures of a
 * generated catalog: each against an altered copy of itself, and against copies of other things' pictures that the weighed
 * distance lets through.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pictureDistanceMax, weighedDistance } from '#server/ml/image/picture-distance.ts';
import { pictureFactCount, writePictureFacts } from '#server/ml/image/picture-likeness.ts';
import { trainBoosted } from '#server/ml/trees/boost.ts';
import type { Tree } from '#server/ml/trees/tree.ts';
import { type Drawn, drawCopies } from './drawn-copies.ts';

const seed = 9102;
const listings = 2000;
/** One of so many strangers is learnt from: more of them, and what tells drawn strangers apart is all that counts. */
const strangersAStep = 6;
const options = {
  ...{ treesMax: 100, leavesMax: 16, learningRate: 0.1, patience: 0, seed: 1 },
  // Few columns a tree: what tells drawn pictures apart best must not be all that it looks at.
  columnShare: 0.2,
};
const thousandths = 1000;
const lineLength = 112;
const target = fileURLToPath(new URL('../ml/image/picture-trees.ts', import.meta.url));

function nearPairs(drawn: Drawn): { facts: number[]; labels: number[] } {
  const [facts, labels]: [number[], number[]] = [[], []];
  const own = new Int16Array(pictureFactCount);
  let step = 0;
  for (let one = 0; one < drawn.count; one++) {
    for (let other = 0; other < drawn.count; other++) {
      const isCopy = one === other;
      if (!isCopy && drawn.thing[one] === drawn.thing[other]) continue;
      const copy = drawn.count + other;
      if (weighedDistance(drawn.stats, one, copy) > pictureDistanceMax) continue;
      if (!isCopy && step++ % strangersAStep > 0) continue;
      writePictureFacts(drawn.stats, one, copy, own);
      facts.push(...own);
      labels.push(isCopy ? 1 : 0);
    }
  }
  return { facts, labels };
}

/** Writes a node and all below it: the left child behind it, then the right one. */
function writeNode(tree: Tree, node: number, bytes: number[]): void {
  const at = bytes.length;
  const isLeaf = tree.feature[node] < 0;
  // Facts are whole numbers: what is at most a threshold is at most the whole number below it.
  const value = isLeaf ? Math.round(thousandths * tree.value[node]) : Math.floor(tree.threshold[node]);
  bytes.push(isLeaf ? 255 : tree.feature[node], 0, value & 255, (value >> 8) & 255);
  if (isLeaf) return;
  writeNode(tree, tree.left[node], bytes);
  bytes[at + 1] = (bytes.length - at) / 4;
  writeNode(tree, tree.right[node], bytes);
}

const { facts, labels } = nearPairs(await drawCopies(seed, listings));
const rows = {
  values: Float32Array.from(facts),
  rowCount: labels.length,
  featureCount: pictureFactCount,
};
const model = trainBoosted({ rows, labels: Uint8Array.from(labels) }, options);
const bytes: number[] = [];
for (const tree of model.trees) writeNode(tree, 0, bytes);
const text = Buffer.from(bytes).toString('base64');
const lines = text.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? [];
writeFileSync(
  target,
  `/** Written by server/tooling/fit-picture-likeness.ts: ${model.trees.length} trees, as picture-likeness.ts reads them. */\nexport const pictureTrees = \`\n${lines.join('\n')}\n\`;\n`,
);
const copies = labels.reduce((sum, label) => sum + label, 0);
console.log(`${copies} copies, ${labels.length - copies} strangers, ${bytes.length} bytes`);
