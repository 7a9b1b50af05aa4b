/**
 * Does automatic acceptance keep its promise, of categories and of duplicates? A stream of answers is judged by imperfect
 * people; in half of the runs the world changes in the middle. `npm run bench -- acceptance [--data FOLDER] [--threads 2]`: with
 * the shared data, streams are drawn from what our models answer on MWPD2020 and on the test pairs of three sets; without,
 * from generated answers, calibrated on purpose no better than real ones. Clusters are of a generated catalog in both.
 */
import { parseArgs } from 'node:util';
import { openStratum, thresholdLadder } from '#server/ml/acceptance/grant-threshold.ts';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import { proposedClusters, simulateStreams } from './acceptance-clusters.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { type Answer, realAnswers } from './real-answers.ts';

const promise = { precision: 0.98, alpha: 0.05, runLength: 5_000 };
const runs = 100;
const streamLength = 60_000;
const auditShare = 0.1;
const oracleNoise = 0.04;
/** Lowest threshold of the ladder: what lies below is never accepted, so never audited. */
const auditedFrom = 0.8;
const driftShare = 0.15;
const clusterStreamLength = streamLength;
/** Clusters between the draw of an audit and its judgement. */
const clusterLag = 500;

/** A person errs with 4 %; a label that contradicts the answer is judged by two more, and the majority counts. */
function judge(isRight: boolean, rng: Rng): boolean {
  const voice = (): boolean => (rng.next() < oracleNoise ? !isRight : isRight);
  if (voice()) return true;
  return voice() && voice();
}

interface Outcome {
  accepted: number;
  right: number;
  returned: number;
  judged: number;
  alarmDelay: number | null;
}

/** The next answer of the world; after the shift a share of all answers is wrong. */
function draw(pool: readonly Answer[], rng: Rng, isShifted: boolean): Answer {
  const drawn = pool[rng.below(pool.length)];
  return isShifted && rng.next() < driftShare ? { p: drawn.p, isRight: false } : drawn;
}

/** One stream: accepted, audited, and closed by an alarm; what was accepted since the likely change is given back. */
function simulate(pool: readonly Answer[], rng: Rng, shiftAt: number): Outcome {
  const stratum = openStratum(promise);
  const accepted: { answer: Answer; audits: number }[] = [];
  let judged = 0;
  let at = 0;
  let grant = stratum.grant();
  for (; at < streamLength && !grant.isClosed; at++) {
    const answer = draw(pool, rng, at >= shiftAt);
    if (answer.p >= auditedFrom && rng.next() < auditShare) {
      stratum.observe(answer.p, judge(answer.isRight, rng));
      judged++;
      grant = stratum.grant();
    } else if (grant.threshold !== null && answer.p >= grant.threshold)
      accepted.push({ answer, audits: judged });
  }
  const inDoubt = judged - grant.doubtedAudits;
  const remaining = grant.isClosed ? accepted.filter(({ audits }) => audits < inDoubt) : accepted;
  return {
    accepted: remaining.length,
    right: remaining.filter(({ answer }) => answer.isRight).length,
    returned: accepted.length - remaining.length,
    judged,
    alarmDelay: grant.isClosed && at > shiftAt ? at - shiftAt : null,
  };
}

/** Overconfident by design: right with p minus a tenth of what is missing to 1, and a floor of errors at the very top. */
function generate(rng: Rng, count: number): Answer[] {
  return Array.from({ length: count }, () => {
    const p = 1 - 0.9 * rng.next() ** 3;
    return { p, isRight: rng.next() < Math.min(0.997, p - 0.1 * (1 - p)) };
  });
}

function summarise(name: string, outcomes: readonly Outcome[], length: number): Measurement[] {
  const kept = outcomes.filter(
    ({ accepted, right }) => accepted === 0 || right / accepted >= promise.precision,
  ).length;
  const mean = (pick: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, outcome) => sum + pick(outcome), 0) / outcomes.length;
  const delays = outcomes
    .flatMap(({ alarmDelay }) => (alarmDelay === null ? [] : [alarmDelay]))
    .sort((a, b) => a - b);
  return [
    {
      name: `${name}: promise of 98 % kept`,
      value: kept / outcomes.length,
      unit: 'share',
      beside: { value: 0.95, source: 'issue E' },
    },
    {
      name: `${name}: accepted without a person`,
      value: mean((one) => one.accepted) / length,
      unit: 'share',
    },
    { name: `${name}: judged by people`, value: mean((one) => one.judged) / length, unit: 'share' },
    { name: `${name}: given back at an alarm, mean`, value: mean((one) => one.returned), unit: 'count' },
    ...(delays.length > 0
      ? [
          {
            name: `${name}: items until the alarm, median of ${delays.length} runs`,
            value: delays[Math.floor(delays.length / 2)],
            unit: 'count',
          },
        ]
      : []),
  ];
}

/** Duplicates: clusters that the shipped matcher proposes, their pairs audited one by one. */
async function ofClusters(report: (line: string) => void): Promise<Measurement[]> {
  const pool = await proposedClusters(2);
  const rightFrom = thresholdLadder.map((threshold) => {
    const passing = pool.filter(({ p }) => p >= threshold);
    return `${passing.filter(({ isRight }) => isRight).length}/${passing.length} from ${threshold}`;
  });
  report(`${pool.length} proposed clusters of two to five; right: ${rightFrom.join(', ')}`);
  const { steady, shifted } = simulateStreams(pool, runs, {
    ...{ promise, auditShare, auditedFrom, length: clusterStreamLength, lag: clusterLag },
    ...{ shiftShare: driftShare, judge },
  });
  return [
    ...summarise('duplicates, steady', steady, clusterStreamLength),
    ...summarise('duplicates, shifted in the middle', shifted, clusterStreamLength),
  ];
}

/** A hundred steady streams out of a pool of answers, and a hundred whose world changes in the middle. */
function ofPool(name: string, pool: readonly Answer[], report: (line: string) => void): Measurement[] {
  const sure = pool.filter(({ p }) => p >= auditedFrom);
  const right = sure.filter(({ isRight }) => isRight).length;
  report(`${name}: ${pool.length} answers, ${right} of ${sure.length} right from p ${auditedFrom}`);
  const streams = (shiftAt: number): Outcome[] =>
    Array.from({ length: runs }, (_, seed) => simulate(pool, makeRng(seed), shiftAt));
  return [
    ...summarise(`${name}, steady`, streams(streamLength), streamLength),
    ...summarise(`${name}, shifted in the middle`, streams(streamLength / 2), streamLength),
  ];
}

async function run(args: string[], report: (line: string) => void): Promise<Measurement[]> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string' }, threads: { type: 'string', default: '2' } },
  });
  const generated: [string, Answer[]][] = [['categories', generate(makeRng(1), 20_000)]];
  const pools = values.data ? await realAnswers(values.data, Number(values.threads), report) : generated;
  return [...pools.flatMap(([name, pool]) => ofPool(name, pool, report)), ...(await ofClusters(report))];
}

export const benchmark: Benchmark = {
  about: `${runs} seeded streams of ${streamLength} answers, ${100 * auditShare} % audited by people who err with ${100 * oracleNoise} %`,
  run,
};
