/** `evaluate categorize` with pictures, as somebody else calls it. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openImageEncoder } from '#server/inference/image-encoder.ts';
import { encodeModel } from '#server/inference/onnx-model.ts';
import { shelfwise, shelfwiseHere } from '#server/testing/command-line.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-cli-images-'));
afterAll(() => rmSync(folder, { recursive: true }));
const root = path.resolve(import.meta.dirname, '../..');
const pictures = path.join(folder, 'pictures');
const limit = { timeout: 120_000 };

/** Colour and label of a row: what the picture shows tells the label. */
const kinds = [
  { label: 'warm', background: { r: 210, g: 60, b: 30 } },
  { label: 'cold', background: { r: 30, g: 60, b: 210 } },
  { label: 'green', background: { r: 40, g: 180, b: 60 } },
];

async function draw(row: number): Promise<void> {
  const { background } = kinds[row % 3];
  const mark = await sharp({
    create: {
      width: 10,
      height: 10,
      channels: 3,
      background: { r: (row * 37) % 255, g: (row * 91) % 255, b: 9 },
    },
  })
    .png()
    .toBuffer();
  const bytes = await sharp({ create: { width: 48, height: 40, channels: 3, background } })
    .composite([{ input: mark, left: (row * 7) % 38, top: (row * 5) % 30 }])
    .jpeg()
    .toBuffer();
  writeFileSync(path.join(pictures, row % 2 ? 'odd' : '', `${row}.JPG`), bytes);
}

function table(name: string, from: number, to: number): string {
  const file = path.join(folder, name);
  const rows = Array.from({ length: to - from }, (_, at) => {
    const row = from + at;
    return `${row % 10 === 9 ? '' : `${row}.jpg`},${kinds[row % 3].label}`;
  });
  writeFileSync(file, `photo,kind\n${rows.join('\n')}\n`);
  return file;
}

let train = '';
let test = '';
let valid = '';
beforeAll(async () => {
  mkdirSync(path.join(pictures, 'odd'), { recursive: true });
  await Promise.all(Array.from({ length: 150 }, (_, row) => draw(row)));
  writeFileSync(path.join(pictures, '4.JPG'), 'no picture');
  train = table('train.csv', 0, 120);
  test = table('test.csv', 120, 150);
  valid = table('valid.csv', 100, 120);
});

const shared = (): string[] => [
  ...['--labels', 'kind', '--threads', '1', '--json', '--train', train, '--image', 'photo'],
];

/** Learns until the first checkpoint is there, and is killed. */
function killAfterFirstEpoch(out: string): Promise<void> {
  const words = [
    'learn',
    'encoder',
    '--train',
    train,
    '--image',
    'photo',
    '--labels',
    'kind',
    '--threads',
    '1',
  ];
  const places = ['--image-dir', pictures, '--epochs', '2', '--out', out];
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', ...words, ...places], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve) => {
    child.stderr.on('data', (text) => {
      if (String(text).includes('epoch 1 of 2')) child.kill('SIGKILL');
    });
    child.on('exit', () => resolve());
  });
}

const asked = (args: string[]): string[] => ['evaluate', 'categorize', ...shared(), '--test', test, ...args];
const categorize = (...args: string[]): ReturnType<typeof shelfwise> => shelfwise(...asked(args));
const categorizeHere = (...args: string[]): ReturnType<typeof shelfwise> => shelfwiseHere(...asked(args));

describe('shelfwise evaluate categorize --image', () => {
  it('learns from pictures alone, and counts the rows that have none', limit, async () => {
    const { code, out, err } = await categorize('--image-dir', pictures);
    expect(err).toContain('--train: 107 of 120 rows have a readable picture');
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report.pictures).toEqual({
      train: { read: 107, noName: 12, notFound: 0, unreadable: 1 },
      test: { read: 27, noName: 3, notFound: 0, unreadable: 0 },
    });
    expect(report.columnsUsed).toEqual(['photo']);
    // 27 of 30 test rows show something; the other three can only be guessed.
    expect(report.levels[0].accuracy).toBeGreaterThanOrEqual(0.85);
  });

  it('reads vectors of a plugged encoder', limit, async () => {
    const model = encodeModel({
      name: 'mean colour',
      nodes: [{ operator: 'GlobalAveragePool', inputs: ['pixels'], outputs: ['colour'] }],
      inputs: [{ name: 'pixels', type: 'float', shape: [1, 3, 32, 32] }],
      outputs: [{ name: 'colour', type: 'float', shape: [1, 3, 1, 1] }],
      initializers: [],
    });
    writeFileSync(path.join(folder, 'colour.onnx'), model);
    const manifest = path.join(folder, 'colour.json');
    writeFileSync(
      manifest,
      JSON.stringify({ file: 'colour.onnx', widthPx: 32, heightPx: 32, pooling: 'mean' }),
    );
    const { code, out } = await categorize('--image-dir', pictures, '--encoder', manifest);
    expect(code).toBe(0);
    expect(JSON.parse(out).levels[0].accuracy).toBeGreaterThanOrEqual(0.85);
  });

  it('says in one line what is wrong with the folder or the column', limit, async () => {
    const empty = path.join(folder, 'empty');
    mkdirSync(empty);
    const nothing = await categorizeHere('--image-dir', empty);
    expect(nothing.code).toBe(2);
    expect(nothing.err).toContain('--image: not one picture of --train can be read in --image-dir');
    const missing = await categorizeHere('--image-dir', pictures, '--image', 'cover');
    expect(missing.code).toBe(2);
    expect(missing.err).toContain('--image: no column cover in --train; there are photo, kind');
  });

  it('learns a small net from the labels of --train, and asks for rows to weigh it by', limit, async () => {
    const net = ['--image-dir', pictures, '--encoder', 'cnn', '--crop', '--epochs', '6'];
    const unweighed = await categorizeHere(...net);
    expect(unweighed.code).toBe(2);
    expect(unweighed.err).toContain('--valid is needed to weigh it');
    const { code, out, err } = await categorize(...net, '--valid', valid);
    expect(err).toContain('a net was learnt from 107 labelled pictures of --train');
    expect(code).toBe(0);
    expect(JSON.parse(out).levels[0].accuracy).toBeGreaterThanOrEqual(0.85);
  });
});

describe('shelfwise learn encoder', () => {
  it('writes an encoder that is plugged in, and goes on where it was killed', limit, async () => {
    const [whole, killed] = ['whole', 'killed'].map((name) => path.join(folder, name));
    const learn = (out: string): ReturnType<typeof shelfwise> =>
      shelfwise('learn', 'encoder', ...shared(), '--image-dir', pictures, '--epochs', '2', '--out', out);
    const first = JSON.parse((await learn(whole)).out);
    expect(first).toMatchObject({ pictures: 107, epochs: 2, resumedEpochs: 0 });
    await killAfterFirstEpoch(killed);
    const { code, out } = await learn(killed);
    expect(code).toBe(0);
    const second = JSON.parse(out);
    expect(second.resumedEpochs).toBeGreaterThanOrEqual(1);
    expect(second.version).toBe(first.version);
    const files = [whole, killed].map((place) => readFileSync(path.join(place, 'encoder.onnx')));
    expect(files[0].equals(files[1])).toBe(true);
    expect(readdirSync(killed).sort()).toEqual(['encoder.json', 'encoder.onnx']);
    const plugged = await openImageEncoder(path.join(killed, 'encoder.json'));
    expect(plugged.version).toBe(first.version);
    await plugged.close();
  });
});
