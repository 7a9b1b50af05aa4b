/** The curves of a run, kept on its row while it trains: what the page shows live. */
import type { EpochPoint } from '#server/compute/train-product2vec.ts';
import type { BoostStep } from '#server/ml/trees/boost.ts';
import type { CurvePoint, RunCurve } from './schema.ts';
import { saveCurves } from './store.ts';

const writeEveryMs = 500;

/** The epoch with the least held-out loss so far. */
function bestOf(points: readonly CurvePoint[]): number | null {
  let best: CurvePoint | null = null;
  for (const point of points)
    if (point.heldOut !== null && (!best || point.heldOut < (best.heldOut ?? 0))) best = point;
  return best?.step ?? null;
}

export class RunWatch {
  private readonly runId: string;
  private readonly curves = new Map<string, RunCurve>();
  private writtenAtMs = 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(runId: string) {
    this.runId = runId;
  }

  private put(name: RunCurve['name'], points: CurvePoint[], best: number | null): void {
    this.curves.set(name, { name, points, best });
    if (Date.now() - this.writtenAtMs >= writeEveryMs) this.write();
  }

  private write(): void {
    this.writtenAtMs = Date.now();
    const now = structuredClone([...this.curves.values()]);
    // One after the other: an older picture must not follow a newer one. An error is the next flush's.
    this.writing = this.writing.then(() => saveCurves(this.runId, now));
    this.writing.catch(() => undefined);
  }

  /**
   * Epochs of the text model: of the search for its schedule, where a run asks for one; on folds, whose held-out products
   * are asked; then on all products.
   */
  epochs(points: readonly EpochPoint[], search: boolean): void {
    if (points.length === 0) return;
    const name = search ? 'search' : points.some(({ rows }) => rows > 0) ? 'folds' : 'all';
    const drawn = points.map(({ epoch, loss, heldOutLoss, right }) => ({
      ...{ step: epoch, loss, right },
      heldOut: heldOutLoss,
    }));
    this.put(name, drawn, search ? bestOf(drawn) : null);
  }

  /** A tree of a pair matcher; it stops early at the least held-out loss. */
  async tree({ trees, loss, heldOutLoss, best }: BoostStep): Promise<void> {
    const points = this.curves.get('trees')?.points ?? [];
    points.push({ step: trees, loss, heldOut: heldOutLoss, right: [] });
    this.put('trees', points, best);
    await this.writing;
  }

  /** What was seen so far is on the row afterwards. Throws what an earlier write threw. */
  async flush(): Promise<void> {
    if (this.curves.size > 0) this.write();
    await this.writing;
  }
}
