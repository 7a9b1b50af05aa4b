import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openImageEncoder, poolAnswer } from './image-encoder.ts';
import { encodeModel } from './onnx-model.ts';
import { ModelFileError } from './session.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-encoder-'));
afterAll(() => rmSync(folder, { recursive: true }));

const side = 8;

/** Halves a picture's sides by averages: feature maps [1, 3, 4, 4], and nothing else. */
function writeEncoder(name: string, settings: Record<string, unknown>): string {
  const model = encodeModel({
    name: 'halve',
    nodes: [
      {
        operator: 'AveragePool',
        inputs: ['pixels'],
        outputs: ['maps'],
        attributes: { kernel_shape: [2, 2], strides: [2, 2] },
      },
    ],
    inputs: [{ name: 'pixels', type: 'float', shape: [1, 3, side, side] }],
    outputs: [{ name: 'maps', type: 'float', shape: [1, 3, side / 2, side / 2] }],
    initializers: [],
  });
  writeFileSync(path.join(folder, `${name}.onnx`), model);
  const manifest = path.join(folder, `${name}.json`);
  writeFileSync(
    manifest,
    JSON.stringify({ file: `${name}.onnx`, widthPx: side, heightPx: side, ...settings }),
  );
  return manifest;
}

const rgb = Uint8Array.from({ length: side * side * 3 }, (_, at) =>
  at % 3 === 0 ? 255 : at % 3 === 1 ? 51 : 0,
);

describe('an external image encoder', () => {
  it('reads channels in its own layout and scale, and gives a vector of unit length', async () => {
    const encoder = await openImageEncoder(
      writeEncoder('pooled', { mean: [0.5, 0.1, 0], std: [0.5, 0.1, 1], pooling: 'mean' }),
    );
    const vector = await encoder.encode(rgb);
    // Red (1 − .5) / .5 = 1, green (.2 − .1) / .1 = 1, blue 0: then unit length.
    expect(vector[0]).toBeCloseTo(Math.SQRT1_2, 5);
    expect(vector[1]).toBeCloseTo(Math.SQRT1_2, 5);
    expect(vector[2]).toBeCloseTo(0, 5);
    await encoder.close();
  });

  it('takes all numbers of an output where no pooling is named', async () => {
    const encoder = await openImageEncoder(writeEncoder('plain', {}));
    const vector = await encoder.encode(rgb);
    expect(vector).toHaveLength(3 * (side / 2) ** 2);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    await encoder.close();
  });

  it('has a version that follows its bytes and its settings', async () => {
    const open = async (name: string, settings: Record<string, unknown>): Promise<string> =>
      (await openImageEncoder(writeEncoder(name, settings))).version;
    const plain = await open('one', {});
    expect(await open('two', {})).toBe(plain);
    expect(await open('three', { fit: 'contain' })).not.toBe(plain);
  });

  it('is refused in one line where a file or an output is not there', async () => {
    await expect(openImageEncoder(path.join(folder, 'nothing.json'))).rejects.toThrow(ModelFileError);
    await expect(openImageEncoder(writeEncoder('wrong', { output: 'logits' }))).rejects.toThrow(
      'the encoder has no output logits; there are maps',
    );
    const broken = writeEncoder('broken', {});
    writeFileSync(path.join(folder, 'broken.onnx'), 'no model');
    await expect(openImageEncoder(broken)).rejects.toThrow(ModelFileError);
  });
});

describe('pooling', () => {
  const tokens = { shape: [1, 2, 3], data: Float32Array.of(1, 2, 3, 5, 6, 7) };
  it('averages tokens or takes the first', () => {
    expect([...poolAnswer(tokens, 'mean')]).toEqual([3, 4, 5]);
    expect([...poolAnswer(tokens, 'first')]).toEqual([1, 2, 3]);
  });
  it('refuses what it cannot pool', () => {
    const maps = { shape: [1, 2, 2, 2], data: new Float32Array(8) };
    expect(() => poolAnswer(maps, 'first')).toThrow(ModelFileError);
  });
});
