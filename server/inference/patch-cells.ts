/**
 * Cells of a picture, from which overlapping patches are described: 4 × 4 cells each, at every cell and in two sizes.
 *
 * - gradients: strength by direction (8, with a soft share cos⁴ of the angle), what SIFT keeps (Lowe, IJCV 2004, §6),
 * - colour: mean and spread of red, green and blue (Clinchant et al., "XRCE's participation to ImagEval", 2007).
 */
import type { GraphBuilder } from './graph-builder.ts';

/** Side of the square picture that patches are taken from, in pixels. */
export const patchedSidePx = 128;
export const directions = 8;
export const colourChannels = 6;
/** Sides of a cell in pixels: patches of 16 and of 32 pixels. */
export const cellSidesPx = [4, 8] as const;
/** Cells of a patch along one side. */
export const patchCells = 4;

/** Patches along one side of the picture. */
export function patchesAlong(cellPx: number): number {
  return patchedSidePx / cellPx - patchCells + 1;
}

/** Places of all patches in the order of the graph: x, y of the centre, −.5 … .5. */
export function patchPlaces(): { x: number; y: number }[] {
  return cellSidesPx.flatMap((cellPx) => {
    const along = patchesAlong(cellPx);
    const place = (at: number): number => ((at + patchCells / 2) * cellPx) / patchedSidePx - 0.5;
    return Array.from({ length: along * along }, (_, at) => ({
      x: place(at % along),
      y: place(Math.floor(at / along)),
    }));
  });
}

function addGradients(graph: GraphBuilder, pixels: string): string {
  const grey = graph.add(
    'Conv',
    [pixels, graph.floats('grey_weights', [1, 3, 1, 1], [0.299, 0.587, 0.114])],
    'grey',
  );
  const differences = graph.floats(
    'differences',
    [2, 1, 3, 3],
    [0, 0, 0, -1, 0, 1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0],
  );
  const slopes = graph.add('Conv', [grey, differences], 'slopes', { pads: [1, 1, 1, 1] });
  const turns = Array.from({ length: directions }, (_, at) => (2 * Math.PI * at) / directions);
  const towards = graph.floats(
    'towards',
    [directions, 2, 1, 1],
    turns.flatMap((turn) => [Math.cos(turn), Math.sin(turn)]),
  );
  const along = graph.add('Conv', [slopes, towards], 'along');
  const squares = graph.add('Mul', [slopes, slopes], 'slope_squares');
  const square = graph.add(
    'Conv',
    [squares, graph.floats('both', [1, 2, 1, 1], [1, 1]), graph.floats('flat', [1], [1e-6])],
    'square',
  );
  const strength = graph.add('Sqrt', [square], 'strength');
  const cosine = graph.add('Relu', [graph.add('Div', [along, strength], 'cosine')], 'facing');
  const cosine2 = graph.add('Mul', [cosine, cosine], 'facing2');
  const cosine4 = graph.add('Mul', [cosine2, cosine2], 'facing4');
  return graph.add('Mul', [cosine4, strength], 'strength_by_direction');
}

/** Names of the cell maps of one size: [1, channels, cells, cells]. */
export interface CellMaps {
  cellPx: number;
  gradients: string;
  colours: string;
}

/** @param pixels name of [1, 3, side, side], 0 … 1 */
export function addCells(graph: GraphBuilder, pixels: string): CellMaps[] {
  const byDirection = addGradients(graph, pixels);
  const squares = graph.add('Mul', [pixels, pixels], 'pixel_squares');
  return cellSidesPx.map((cellPx): CellMaps => {
    const cells = { kernel_shape: [cellPx, cellPx], strides: [cellPx, cellPx] };
    const gradients = graph.add('AveragePool', [byDirection], `gradients${cellPx}`, cells);
    const mean = graph.add('AveragePool', [pixels], `mean${cellPx}`, cells);
    const meanSquare = graph.add('AveragePool', [squares], `mean_square${cellPx}`, cells);
    const squareMean = graph.add('Mul', [mean, mean], `square_mean${cellPx}`);
    const difference = graph.add('Sub', [meanSquare, squareMean], `difference${cellPx}`);
    const spread = graph.add(
      'Sqrt',
      [graph.add('Relu', [difference], `variance${cellPx}`)],
      `spread${cellPx}`,
    );
    const colours = graph.add('Concat', [mean, spread], `colours${cellPx}`, { axis: 1 });
    return { cellPx, gradients, colours };
  });
}
