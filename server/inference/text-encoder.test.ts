import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeModel } from './onnx-model.ts';
import { ModelFileError } from './session.ts';
import { openTextEncoder, poolTokens } from './text-encoder.ts';
import { tinyTextEncoder, tinyTokenizer } from './tiny-text-encoder.fixture.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-text-encoder-'));
afterAll(() => rmSync(folder, { recursive: true }));

const words = ['shoe', 'red', 'vase', 'glass'];

function writeManifest(name: string, settings: Record<string, unknown> = {}): string {
  return tinyTextEncoder(folder, name, words, settings);
}

const rounded = (vector: Float32Array | null): number[] | null =>
  vector && [...vector].map((value) => Number(value.toFixed(4)));

describe('an external text encoder', () => {
  it('tokenizes, runs, pools over the words of each text alone, and keeps the order', async () => {
    const encoder = await openTextEncoder(writeManifest('plain'));
    const texts = ['Red SHOE', 'vase', '', 'shoe shoe shoe red glass unknown'];
    const together = await encoder.encode(texts);
    expect(together[2]).toBeNull();
    for (const [at, text] of texts.entries()) {
      // Filling a batch up to its longest text must not change a vector.
      const [alone] = await encoder.encode([text]);
      expect(rounded(together[at])).toEqual(rounded(alone));
    }
    // The tiny encoder's vector of a word is its place: [CLS], [SEP], red and shoe make four equal parts.
    expect(rounded(together[0])).toEqual([0, 0.5, 0.5, 0, 0.5, 0.5, 0, 0]);
    await encoder.close();
  });

  it('cuts long texts but keeps the closing token, takes the first token, and puts words before', async () => {
    const cutTo4 = await openTextEncoder(writeManifest('cut', { tokensMax: 4 }));
    const [cut] = await cutTo4.encode(['red shoe vase glass']);
    expect(rounded(cut)).toEqual([0, 0.5, 0.5, 0, 0.5, 0.5, 0, 0]);
    const first = await openTextEncoder(writeManifest('first', { pooling: 'first' }));
    expect(rounded((await first.encode(['red shoe']))[0])).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
    const prefixed = await openTextEncoder(writeManifest('prefixed', { prefix: 'glass ' }));
    expect(rounded((await prefixed.encode(['red']))[0])).toEqual([0, 0.5, 0.5, 0, 0, 0.5, 0, 0.5]);
  });

  it('has a version that follows its files and settings', async () => {
    const { version } = await openTextEncoder(writeManifest('one'));
    expect((await openTextEncoder(writeManifest('two'))).version).toBe(version);
    expect((await openTextEncoder(writeManifest('three', { pooling: 'first' }))).version).not.toBe(version);
  });

  it('is refused in one line where something is not there', async () => {
    const refused = async (manifest: string): Promise<string> => {
      const error: unknown = await openTextEncoder(manifest).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(ModelFileError);
      const { message } = error as Error;
      expect(message).not.toContain('\n');
      return message;
    };
    await refused(path.join(folder, 'nothing.json'));
    expect(await refused(writeManifest('output', { output: 'pooled' }))).toContain('there are tokens');
    await refused(writeManifest('tokenizer', { tokenizer: 'nothing.json' }));
    const model = encodeModel({
      name: 'other',
      nodes: [{ operator: 'Neg', inputs: ['x'], outputs: ['y'] }],
      inputs: [{ name: 'x', type: 'float', shape: ['n'] }],
      outputs: [{ name: 'y', type: 'float', shape: ['n'] }],
      initializers: [],
    });
    const other = writeManifest('other', { file: 'foreign.onnx' });
    writeFileSync(path.join(folder, 'foreign.onnx'), model);
    expect(await refused(other)).toContain('no input input_ids; there are x');
  });

  it('loses next to nothing by an int8 table, which is a third of the size', async () => {
    const many = Array.from({ length: 60 }, (_, at) => `word${at}`);
    const write = (name: 'fp32' | 'int8'): string =>
      tinyTextEncoder(folder, name, many, {}, { detail: 0.02, precision: name });
    const [whole, small] = [await openTextEncoder(write('fp32')), await openTextEncoder(write('int8'))];
    expect(small.version).not.toBe(whole.version);
    const texts = Array.from({ length: 20 }, (_, at) => many.slice(at, at + 1 + (at % 5)).join(' '));
    const [wide, narrow] = [await whole.encode(texts), await small.encode(texts)];
    wide.forEach((vector, at) => {
      const cosine = vector?.reduce((sum, value, place) => sum + value * (narrow[at]?.[place] ?? 0), 0);
      expect(cosine).toBeGreaterThan(0.999);
      expect(narrow[at]).not.toEqual(vector);
    });
    const sizeOf = (name: string): number => statSync(path.join(folder, `${name}.onnx`)).size;
    expect(sizeOf('int8')).toBeLessThan(sizeOf('fp32') / 3);
  });

  it('takes sentence vectors as they are, and refuses other shapes', () => {
    const sentences = { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) };
    expect(poolTokens(sentences, [1, 2], 'mean').map((vector) => [...vector])).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(() => poolTokens({ shape: [4], data: new Float32Array(4) }, [1], 'mean')).toThrow(ModelFileError);
  });

  it('reads the tokenizer file of the fixture as its words say', () => {
    expect(Object.keys(tinyTokenizer(words).model.vocab)).toHaveLength(8);
  });
});
