/** When a catalog trains by itself. Pure. */

export interface ScheduleFacts {
  labelsMin: number | null;
  everyHours: number | null;
  newLabels: number;
  /** Anything that a new dataset could hold: a label, a changed product. */
  hasChanged: boolean;
  /** Hours since the last run was asked for; null where there never was one. */
  hoursSince: number | null;
}

/** Why a run is due now; null where none is. A catalog that nobody has trained yet is due by time, once it holds anything. */
export function dueBecause(facts: ScheduleFacts): 'labels' | 'time' | null {
  if (facts.labelsMin !== null && facts.newLabels >= facts.labelsMin) return 'labels';
  const isTime =
    facts.everyHours !== null && (facts.hoursSince ?? Number.POSITIVE_INFINITY) >= facts.everyHours;
  return isTime && facts.hasChanged ? 'time' : null;
}
