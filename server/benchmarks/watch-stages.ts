/** Watches the pipeline while it works: how long each stage had something to do, and what the processes hold. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { DeskClient } from '#server/tooling/desk-client.ts';
import { childrenOf } from '#server/tooling/processes.ts';
import { claimAndRelease } from './probe-pages.ts';

export interface StageTime {
  seconds: number;
  units: number;
}

const everyMs = 1000;

/** Sums, per stage, the seconds in which it had units that could run; parked units wait for a model and do not count. */
export class StageWatch {
  readonly stages = new Map<string, StageTime>();
  /** What a look at the pipeline page took meanwhile, in milliseconds. */
  readonly looksMs: number[] = [];
  /** What it took meanwhile to get three cards and to hand them back. */
  readonly claimsMs: number[] = [];
  private lastMs = performance.now();

  /** One look: the given stages that still have something to do. */
  async look(client: DeskClient, catalogId: string, wanted: readonly string[]): Promise<string[]> {
    const startedMs = performance.now();
    const stages = await client.stages(catalogId);
    const nowMs = performance.now();
    this.looksMs.push(nowMs - startedMs);
    await claimAndRelease(client, 'categories', catalogId);
    this.claimsMs.push(performance.now() - nowMs);
    const seconds = (nowMs - this.lastMs) / 1000;
    this.lastMs = nowMs;
    const busy: string[] = [];
    for (const stage of stages) {
      if (stage.by === 'person') continue;
      const open = stage.waiting - stage.parked + stage.running;
      const before = this.stages.get(stage.name) ?? { seconds: 0, units: 0 };
      const units = stage.done + stage.failed + stage.notApplicable;
      this.stages.set(stage.name, { seconds: before.seconds + (open > 0 ? seconds : 0), units });
      if (open > 0 && wanted.includes(stage.name)) busy.push(`${stage.name} ${open}`);
    }
    return busy;
  }

  /** Looks until the stages have had nothing to do three times in a row, or the time is over; returns what is left. */
  async settle(
    client: DeskClient,
    catalogId: string,
    wanted: readonly string[],
    report: (line: string) => void,
    maxMs = Number.POSITIVE_INFINITY,
  ): Promise<string[]> {
    const untilMs = performance.now() + maxMs;
    let left: string[] = [];
    for (let quiet = 0, looks = 0; quiet < 3 && performance.now() < untilMs; looks++) {
      left = await this.look(client, catalogId, wanted);
      quiet = left.length === 0 ? quiet + 1 : 0;
      if (looks % 30 === 29) report(this.line());
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    return left;
  }

  line(): string {
    const parts = [...this.stages].filter(([, { seconds }]) => seconds > 0);
    return parts
      .map(([name, { seconds, units }]) => `${name} ${units} in ${Math.round(seconds)} s`)
      .join(', ');
  }
}

const marks = { database: 'embedded/main.ts', worker: 'server/worker.ts', web: 'next' };
const nameOf = (command: string) => Object.entries(marks).find(([, mark]) => command.includes(mark))?.[0];
/** Linux counts processor time in hundredths of a second. */
const tickMs = 10;

/** Processor time of the supervisor's children so far, in ms by name. */
export function processorMs(supervisorPid: number): Map<string, number> {
  const spent = new Map<string, number>();
  for (const child of childrenOf(supervisorPid)) {
    const name = nameOf(child.command);
    // After the name in brackets: the 12th and 13th field are time in the program and in the kernel.
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    if (name) spent.set(name, (Number(fields[11]) + Number(fields[12])) * tickMs);
  }
  return spent;
}

/** Highest resident memory of the supervisor's children so far, in MB by name. */
export function peakMemoryMb(supervisorPid: number): Map<string, number> {
  const peaks = new Map<string, number>();
  for (const child of childrenOf(supervisorPid)) {
    const name = nameOf(child.command);
    const kb = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
    if (name && kb) peaks.set(name, Math.round(Number(kb) / 1024));
  }
  return peaks;
}
