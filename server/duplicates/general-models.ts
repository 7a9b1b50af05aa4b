/** The models that ship, as what a catalog's decisions are learnt on top of: the general matcher, and the general second look. */
import { openModelBytes } from '#server/inference/session.ts';
import { shippedModel } from '#server/inference/shipped-model.ts';
import { runTrees } from '#server/inference/tree-graph.ts';
import type { DenseRows } from '#server/ml/trees/tree.ts';

export interface GeneralModel {
  model: Buffer;
  answer: (rows: DenseRows) => Promise<Float32Array>;
}

/** Throws where none ships, or its bytes do not match. */
async function openGeneral(role: 'model' | 'surroundings'): Promise<GeneralModel> {
  const shipped = await shippedModel('pair-matcher');
  if (!shipped) throw new Error('no pair matcher ships with this build');
  const model = await shipped.read(role);
  const session = await openModelBytes(model);
  return { model, answer: (rows) => runTrees(session, rows) };
}

/** P of a pair by its features. */
export const openGeneralMatcher = (): Promise<GeneralModel> => openGeneral('model');

/** P of a pair by what stands around it alone, behind any first look. */
export const openGeneralLook = (): Promise<GeneralModel> => openGeneral('surroundings');
