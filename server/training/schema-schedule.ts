import { z } from 'zod';

export const setScheduleSchema = z
  .object({
    catalogId: z.uuid(),
    isOn: z.boolean(),
    /** Train as soon as so many labels came since the last run. */
    labelsMin: z.number().int().min(1).max(1_000_000).nullable(),
    /** Train so long after the last run, where anything changed since. */
    everyHours: z
      .number()
      .int()
      .min(1)
      .max(24 * 365)
      .nullable(),
  })
  .refine((asked) => !asked.isOn || asked.labelsMin !== null || asked.everyHours !== null, {
    message: 'say after how many labels or hours',
  });
export type SetSchedule = z.input<typeof setScheduleSchema>;

export interface ScheduleView {
  isOn: boolean;
  labelsMin: number | null;
  everyHours: number | null;
  /** Null: nobody has ever set it. */
  setBy: string | null;
  setAt: string | null;
  /** Labels since the last run began. */
  newLabels: number;
  lastRunAt: string | null;
}
