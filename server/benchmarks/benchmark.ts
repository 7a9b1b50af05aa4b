import { availableParallelism, cpus, totalmem } from 'node:os';

/** One measured line: what was measured, the figure, and what stands beside it. */
export type Measurement = {
  name: string;
  value: number;
  /** `share` (0–1), `rows/s`, `pairs/s`, `ms`, `s`, `MB`, `count`, `ratio`. */
  unit: string;
  /** A published or required figure in the same unit, with where it comes from. */
  beside?: { value: number; source: string };
  /** value ÷ the reference run of the same process: the figure that survives a change of machine. */
  ratioToReference?: number;
};

/** A benchmark module exports `benchmark` of this type; `npm run bench -- <file name>` runs it. */
export type Benchmark = {
  about: string;
  /** @param keep takes what is measured so far: what comes later and fails, or is stopped, does not lose it */
  run: (
    args: string[],
    report: (line: string) => void,
    keep?: (measured: readonly Measurement[]) => void,
  ) => Promise<Measurement[]>;
};

/** What a figure was measured on: without it nobody can compare. */
export function describeMachine(): Record<string, string | number> {
  const processors = cpus();
  return {
    cpu: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** Threads asked for by `--threads N`, else as many as the machine runs at once. */
export function threadsOf(args: readonly string[]): number {
  const at = args.indexOf('--threads');
  return at < 0 ? availableParallelism() : Math.max(1, Number(args[at + 1]) || 1);
}
