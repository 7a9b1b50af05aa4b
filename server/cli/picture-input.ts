/** Reads the pictures of a table for an evaluation: finds the files, decodes them, and says what was not to be had. */
import { type ImageFolder, openImageFolder } from '#server/evaluation/image-files.ts';
import { imageVectors, type PictureVectors, samplePictures } from '#server/evaluation/image-vectors.ts';
import { type LabelledPictures, learnCnn } from '#server/evaluation/learn-cnn.ts';
import type { CnnEpoch } from '#server/inference/cnn-checkpoint.ts';
import {
  cnnEncoder,
  descriptorEncoder,
  type ImageEncoder,
  learntEncoder,
  openImageEncoder,
} from '#server/inference/image-encoder.ts';
import { patchedSidePx } from '#server/inference/patch-cells.ts';
import { picturesMax, picturesMin, trainPatchEncoder } from '#server/inference/patch-encoder.ts';
import { ModelFileError } from '#server/inference/session.ts';
import type { Table } from '#server/tables/read-table.ts';
import { UsageError } from './command.ts';
import { defaultThreads, logLine, type Options, wholeNumber } from './options.ts';

export type PictureCounts = PictureVectors['counts'];

export interface Pictures {
  /**
   * Vectors of a table's rows; null where no pictures are asked for. `part` is the option of the table. The training table
   * is read first: an encoder of our own is learnt from its pictures.
   */
  read(part: string, table: Table): Promise<(Float32Array | null)[] | null>;
  /** What became of the cells, by part; null where no pictures are asked for. */
  counts: Record<string, PictureCounts> | null;
}

/** The value of --encoder that asks for the small net, learnt from the labels of --train. */
const cnnChoice = 'cnn';

/** The encoder that is plugged in; null where one of our own is to be learnt. */
async function openPlugged(options: Options): Promise<ImageEncoder | null> {
  if (options.text('encoder') === cnnChoice) return null;
  const manifest = options.optionalFile('encoder');
  if (!manifest) return null;
  return openImageEncoder(manifest).catch((error: Error) => {
    throw error instanceof ModelFileError ? new UsageError(error.message) : error;
  });
}

/** An encoder of our own: learnt from the training pictures where there are enough, else descriptors. */
async function learnEncoder(
  folder: ImageFolder,
  cells: (string | null)[],
  seed: number,
): Promise<ImageEncoder> {
  const startedAt = performance.now();
  const pictures = await samplePictures(folder, cells, picturesMax, patchedSidePx, seed);
  if (pictures.length < picturesMin) return descriptorEncoder();
  const encoder = await learntEncoder(await trainPatchEncoder(pictures, seed));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  logLine(`an encoder was learnt from ${pictures.length} pictures of --train in ${seconds} s`);
  return encoder;
}

/** The small net, learnt from pictures and labels of the training rows; descriptors where they are too few. */
async function learnNet(
  folder: ImageFolder,
  rows: LabelledPictures,
  options: Options,
): Promise<ImageEncoder> {
  const trained = await learnCnn(folder, rows, {
    seed: options.number('seed', 1),
    threads: options.number('threads', defaultThreads()),
    isCropped: options.flag('crop'),
    epochs: wholeNumber(options, 'epochs'),
    report: logEpoch,
  });
  if (!trained) {
    logLine(`--encoder ${cnnChoice}: too few labelled pictures for a net; descriptors are taken`);
    return descriptorEncoder();
  }
  logLine(`a net was learnt from ${trained.pictures} labelled pictures of --train`);
  return cnnEncoder(trained.model);
}

/** One line of a training's progress. */
export function logEpoch({ epoch, loss, accuracy }: CnnEpoch, epochs: number): void {
  logLine(
    `epoch ${epoch} of ${epochs}: loss ${loss.toFixed(3)}, ${accuracy.toFixed(3)} of held-out pictures told right`,
  );
}

/** Throws UsageError where a net cannot be learnt, or what it is worth could not be told. */
function checkNet(options: Options, labels: readonly string[]): void {
  const isNet = options.text('encoder') === cnnChoice;
  if ((options.flag('crop') || options.text('epochs')) && !isNet)
    throw new UsageError(`--crop and --epochs are for --encoder ${cnnChoice}`);
  if (!isNet) return;
  if (labels.length === 0)
    throw new UsageError(`--encoder ${cnnChoice} learns from category labels: it is for evaluate categorize`);
  // Folds of --train would weigh the net by pictures whose labels it has seen.
  if (!options.text('valid'))
    throw new UsageError(
      `--encoder ${cnnChoice} learns from the labels of --train: --valid is needed to weigh it`,
    );
}

function reportPart(part: string, { counts, examples }: PictureVectors, rowCount: number): void {
  logLine(`--${part}: ${counts.read} of ${rowCount} rows have a readable picture`);
  if (counts.notFound)
    logLine(
      `--${part}: no such file for ${counts.notFound} rows, for example ${examples.notFound.join(', ')}`,
    );
  if (counts.unreadable)
    logLine(
      `--${part}: no JPEG, PNG, WebP or GIF that can be decoded for ${counts.unreadable} rows, for example ${examples.unreadable.join(', ')}`,
    );
}

/**
 * @param labels label columns, where categories are learnt
 * Throws UsageError for options that do not fit together, and later where there is nothing at all to learn from.
 */
export async function openPictures(
  options: Options,
  hasText: boolean,
  labels: readonly string[] = [],
): Promise<Pictures> {
  const column = options.text('image');
  if (!column) {
    if (options.text('encoder') || options.text('image-dir')) throw new UsageError('--image is missing');
    return { read: async () => null, counts: null };
  }
  checkNet(options, labels);
  const folder = await openImageFolder(options.file('image-dir')).catch((error: Error) => {
    throw new UsageError(`--image-dir: ${error.message}`);
  });
  let encoder = await openPlugged(options);
  const counts: Record<string, PictureCounts> = {};
  return {
    counts,
    read: async (part, table) => {
      if (!table.has(column))
        throw new UsageError(
          `--image: no column ${column} in --${part}; there are ${table.columns.join(', ')}`,
        );
      const cells = table.column(column);
      encoder ??=
        options.text('encoder') === cnnChoice
          ? await learnNet(folder, { cells, labels: labels.map((name) => table.column(name)) }, options)
          : await learnEncoder(folder, cells, options.number('seed', 1));
      const found = await imageVectors(folder, cells, encoder);
      counts[part] = found.counts;
      reportPart(part, found, table.rowCount);
      if (part === 'train' && found.counts.read === 0 && !hasText)
        throw new UsageError(`--image: not one picture of --train can be read in --image-dir`);
      return found.vectors;
    },
  };
}
