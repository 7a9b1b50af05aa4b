/** The `export` stage, with the records that merges made. */
import { exportRecords } from '#server/duplicates/export-records.ts';
import { exportHandler } from '#server/labels/run-export.ts';

export const handle = exportHandler(exportRecords);
