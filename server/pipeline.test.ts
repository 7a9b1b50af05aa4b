import { describe, expect, it } from 'vitest';
import { mayWake, wokenBySameUnit } from './jobs/define-pipeline.ts';
import { outcomesOf, retryDelayMs } from './jobs/run.ts';
import { stageNames } from './jobs/stage-name.ts';
import { pipeline } from './pipeline.ts';

describe('the flow', () => {
  it('has every stage once, in the order of the names', () => {
    expect(pipeline.map((stage) => stage.name)).toEqual([...stageNames]);
  });

  it('reaches every stage from the import', () => {
    const reached = new Set<string>(['import']);
    for (const stage of pipeline)
      if (reached.has(stage.name)) for (const woken of stage.wakes) reached.add(woken);
    expect([...stageNames].filter((name) => !reached.has(name))).toEqual([]);
  });

  it('never wakes a person by itself', () => {
    for (const stage of pipeline) {
      for (const woken of wokenBySameUnit(pipeline, stage.name)) {
        expect(pipeline.find((other) => other.name === woken)?.by).toBe('job');
        expect(mayWake(pipeline, stage.name, woken)).toBe(true);
      }
    }
  });
});

describe('outcomes', () => {
  const job = {
    stage: 'features' as const,
    batchSizeMax: 10,
    attemptsMax: 3,
    waitsFor: [],
    load: () => Promise.reject(new Error('unused')),
  };
  const claim = {
    catalogId: 'c',
    units: ['a', 'b', 'd', 'e'].map((unitId) => ({ unitId, generation: 1, attempts: 3 })),
  };

  it('gives every claimed unit exactly one state', () => {
    const result = { done: ['a'], notApplicable: ['b'], later: { unitIds: ['d'], reason: 'no model' } };
    const states = outcomesOf(job, claim, result).map(({ unitId, state }) => [unitId, state]);
    expect(states).toEqual([
      ['a', 'done'],
      ['b', 'not-applicable'],
      ['d', 'waiting'],
      ['e', 'failed'],
    ]);
  });

  it('waits longer with each failure, five minutes at most', () => {
    expect([1, 2, 3, 9].map(retryDelayMs)).toEqual([1000, 4000, 16_000, 300_000]);
  });
});
