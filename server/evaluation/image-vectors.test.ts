import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { descriptorEncoder } from '#server/inference/image-encoder.ts';
import { type ImageFolder, namesInCell, openImageFolder } from './image-files.ts';
import { imageVectors } from './image-vectors.ts';

const root = mkdtempSync(path.join(tmpdir(), 'shelfwise-images-'));
const folder = path.join(root, 'images');
afterAll(() => rmSync(root, { recursive: true }));
let images: ImageFolder;

const jpeg = (red: number): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: { r: red, g: 90, b: 30 } } })
    .jpeg()
    .toBuffer();

beforeAll(async () => {
  mkdirSync(path.join(folder, 'shoes', 'red'), { recursive: true });
  mkdirSync(path.join(folder, 'hats'));
  const put = (name: string, bytes: Buffer | string): void => writeFileSync(path.join(folder, name), bytes);
  const whole = await jpeg(200);
  put('a.jpg', whole);
  put('UPPER.JPG', await jpeg(10));
  put('shoes/red/7.jpg', whole);
  put('hats/8.jpg', whole);
  put('shoes/same.jpg', whole);
  put('hats/same.jpg', whole);
  put('cut.jpg', whole.subarray(0, Math.floor(whole.length / 3)));
  put('text.jpg', 'this is no picture');
  put(
    'drawing.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  );
  writeFileSync(path.join(root, 'secret.jpg'), whole);
  images = await openImageFolder(folder);
});

const below = (name: string): string => path.join(folder, name);

describe('names of a cell', () => {
  it('are one, several, a JSON list or none', () => {
    expect(namesInCell('a.jpg')).toEqual(['a.jpg']);
    expect(namesInCell(' a.jpg | b.jpg;c.jpg ')).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
    expect(namesInCell('["a b.jpg", "c.jpg"]')).toEqual(['a b.jpg', 'c.jpg']);
    expect(namesInCell('[old] a.jpg')).toEqual(['[old] a.jpg']);
    expect(namesInCell('  ')).toEqual([]);
    expect(namesInCell(null)).toEqual([]);
  });
});

describe('the file of a name', () => {
  it.each([
    ['a.jpg', 'a.jpg'],
    ['./a.jpg', 'a.jpg'],
    ['/a.jpg', 'a.jpg'],
    ['A.JPG', 'a.jpg'],
    ['a', 'a.jpg'],
    ['upper.jpg', 'UPPER.JPG'],
    ['shoes\\red\\7.jpg', 'shoes/red/7.jpg'],
    ['red/7.jpg', 'shoes/red/7.jpg'],
    ['7.jpg', 'shoes/red/7.jpg'],
    ['images/hats/8.jpg', 'hats/8.jpg'],
    ['https://shop.example/p/8.jpg?size=9', 'hats/8.jpg'],
    ['hats/same.jpg', 'hats/same.jpg'],
  ])('%s is found', (name, file) => {
    expect(images.find(name)).toBe(below(file));
  });

  it.each(['same.jpg', 'nothing.jpg', '', '../secret.jpg', 'shoes/../../secret.jpg', 'https://', '.'])(
    '%s is not guessed at',
    (name) => {
      expect(images.find(name)).toBeNull();
    },
  );
});

describe('vectors of pictures', () => {
  it('come where a picture can be read, and everything else is counted', async () => {
    const cells = [
      'a.jpg',
      'nothing.jpg|upper.jpg',
      'text.jpg|a.jpg',
      '',
      null,
      'nothing.jpg',
      'text.jpg',
      'cut.jpg',
      'drawing.svg',
    ];
    const { vectors, counts, examples } = await imageVectors(images, cells, descriptorEncoder());
    expect(vectors.map((vector) => vector !== null)).toEqual([
      ...[true, true, true],
      ...[false, false, false, false, false, false],
    ]);
    expect(vectors[2]).toEqual(vectors[0]);
    expect(vectors[1]).not.toEqual(vectors[0]);
    expect(counts).toEqual({ read: 3, noName: 2, notFound: 1, unreadable: 3 });
    expect(examples.notFound).toEqual(['nothing.jpg']);
  });
});
