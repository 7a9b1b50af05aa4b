/** One thread of a run over all pairs of pictures: counts the pairs of every n-th picture with those behind it. */
import { parentPort, workerData } from 'node:worker_threads';
import { PictureScan } from '#server/compute/picture-scan.ts';
import { pictureDistanceMax } from '#server/ml/image/picture-distance.ts';
import { filterLikenessMin } from '#server/ml/image/picture-likeness.ts';

export interface PicturePairsTask {
  /** Statistics of every picture. */
  pictures: Uint8Array[];
  first: number;
  step: number;
}

const { pictures, first, step } = workerData as PicturePairsTask;
const scan = await PictureScan.open();
for (const [at, stats] of pictures.entries()) scan.add(at, stats);
parentPort?.postMessage({ isReady: true, count: scan.count });
parentPort?.once('message', () => {
  let passed = 0;
  for (let place = first; place < scan.count; place += step)
    passed += scan.countLikely(place, pictureDistanceMax, filterLikenessMin);
  parentPort?.postMessage({ passed });
});
