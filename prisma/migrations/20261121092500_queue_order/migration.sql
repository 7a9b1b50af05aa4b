-- A whole catalog is woken at one moment: with the index on (stage, state, run_after) each claim sorted all of its equal times
-- (240,000 units: 150 ms a claim). These two hold open units only, in the order of the claim.
CREATE INDEX stage_state_waiting ON stage_state (stage, run_after, unit_id) WHERE state = 'waiting';
CREATE INDEX stage_state_running ON stage_state (run_after) WHERE state = 'running';
DROP INDEX "stage_state_stage_state_run_after_idx";
-- Why units wait or failed, for the pipeline page.
CREATE INDEX stage_state_reason ON stage_state (catalog_id, stage, failure)
  WHERE failure IS NOT NULL AND state IN ('failed', 'waiting');
