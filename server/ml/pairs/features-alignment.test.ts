import { describe, expect, it } from 'vitest';
import { buildCorpus, type PairRecord } from './corpus.ts';
import { alignmentFeatures } from './features-alignment.ts';

const record = (title: string, model: string | null): PairRecord => ({
  ...{ title, model, text: '', brand: null, price: Number.NaN, extras: [] },
});

/** Features of two records, by name. */
function aligned(a: PairRecord, b: PairRecord): Record<string, number> {
  const out = new Float32Array(alignmentFeatures.names.length);
  alignmentFeatures.write(buildCorpus([a, b], 0), 0, 1, out, 0);
  return Object.fromEntries(alignmentFeatures.names.map((name, at) => [name, out[at]]));
}

describe('model numbers laid beside each other', () => {
  it('counts the code that finds nothing like it, not only the best match', () => {
    const found = aligned(
      record('canon pgi220 ink for mp980', null),
      record('canon pgi220 ink for ip3600', null),
    );
    expect(found['codes aligned worst A']).toBeLessThan(0.5);
    expect(found['codes aligned mean A']).toBeGreaterThan(found['codes aligned worst A']);
    const same = aligned(record('canon pgi220 ink', null), record('ink pgi-220', null));
    expect(same['codes aligned worst A']).toBe(1);
  });

  it('tells how two model fields differ: equal, one within the other, another number', () => {
    const fields = (a: string, b: string) => aligned(record('camera', a), record('camera', b));
    expect(fields('DSC-W120', 'dscw120')['model fields nested']).toBe(1);
    const suffix = fields('dscw120', 'dscw120b');
    expect(suffix['model fields nested']).toBe(0.5);
    expect(suffix['model fields digits equal']).toBe(1);
    expect(suffix['model fields letters left']).toBe(1);
    const other = fields('dscw120', 'dscw130');
    expect(other['model fields nested']).toBe(0);
    expect(other['model fields digits equal']).toBe(0);
    expect(other['model fields start alike']).toBeCloseTo(5 / 7);
  });

  it('finds a model field in the other title, and knows where nothing can be told', () => {
    const found = aligned(record('kodak ink 10b', '1163641'), record('kodak black ink 1163641', null));
    expect(found['model field among codes A']).toBe(1);
    expect(found['model field among codes B']).toBeNaN();
    expect(found['model fields edit likeness']).toBeNaN();
    const against = aligned(record('kodak ink', '1163641'), record('kodak ink 8891467', null));
    expect(against['model field among codes A']).toBe(0);
    const silent = aligned(record('kodak ink', '1163641'), record('kodak black ink', null));
    expect(silent['model field among codes A']).toBe(0.5);
    expect(silent['codes aligned worst A']).toBeNaN();
  });
});
