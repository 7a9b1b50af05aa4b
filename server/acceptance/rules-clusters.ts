/** Strata of clusters: two listings are a simpler question than several. Pure. */
import type { Grant } from '#server/ml/acceptance/grant-threshold.ts';
import { type Audit, grantAll, type Strata } from './rules.ts';

/** Larger clusters are a person's: one wrong pair joins many, and they are few. */
export const sizeMax = 5;

export type ClusterStratum = 'pairs' | 'groups';

export const clusterStrata: Strata = { of: (name) => name, names: ['pairs', 'groups'] };

export const stratumOf = (size: number): ClusterStratum => (size === 2 ? 'pairs' : 'groups');

interface JudgedAudit {
  stratum: string;
  p: number;
  isRight: boolean;
}

/** What each stratum has proven, by its audits in the order they were judged. */
export function grantClusters(audits: readonly JudgedAudit[], precision: number): Map<string, Grant> {
  const asAudits = audits.map(({ stratum, p, isRight }): Audit => ({ path: stratum, p, isRight }));
  return grantAll(clusterStrata, asAudits, precision);
}
