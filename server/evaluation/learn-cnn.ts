/** Learns the small net from the pictures and labels of a table's rows. */
import { cnnSidePx } from '#server/inference/cnn-pictures.ts';
import {
  type CnnOptions,
  cnnPicturesMax,
  cnnPicturesMin,
  type TrainedCnn,
  trainCnn,
} from '#server/inference/cnn-training.ts';
import type { ImageFolder } from './image-files.ts';
import { sampleRows } from './image-vectors.ts';
import { collectLabels, fillPaths, labelIds } from './label-levels.ts';

/** Rows by what can be learnt from them. */
export interface LabelledPictures {
  /** Image file names. */
  cells: readonly (string | null)[];
  /** Label columns, root first. */
  labels: (string | null)[][];
}

/**
 * Learns from rows that have a readable picture and a label, at most 40,000 of them by chance.
 * @returns null where they are too few
 */
export async function learnCnn(
  folder: ImageFolder,
  { cells, labels }: LabelledPictures,
  options: CnnOptions,
): Promise<(TrainedCnn & { pictures: number }) | null> {
  const columns = fillPaths(labels);
  const isLabelled = (row: number): boolean => columns.some((column) => column[row]);
  const asked = cells.map((cell, row) => (isLabelled(row) ? cell : null));
  const found = await sampleRows(folder, asked, cnnPicturesMax, cnnSidePx, options.seed);
  if (found.length < cnnPicturesMin) return null;
  const own = columns.map((column) => found.map(({ row }) => column[row]));
  const levels = collectLabels([], own);
  const pictures = found.map(({ rgb }) => rgb);
  const classCounts = levels.classes.map((names) => names.length);
  const trained = await trainCnn({ pictures, labels: labelIds(levels, own), classCounts }, options);
  return { ...trained, pictures: pictures.length };
}
