/** Long computations of a handler share the worker's event loop: heartbeats, other stages and clicks wait meanwhile. */
export class Breather {
  private since = performance.now();
  private readonly everyMs: number;

  constructor(everyMs = 20) {
    this.everyMs = everyMs;
  }

  /** Lets the rest of the process have its turn, if the last turn is `everyMs` ago. */
  async pause(): Promise<void> {
    if (performance.now() - this.since < this.everyMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.since = performance.now();
  }
}
