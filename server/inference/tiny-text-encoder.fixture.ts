/** A text encoder small enough for tests: a word's vector says which word it is. Not shipped, not learnt. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodeModel } from './onnx-model.ts';

/** tokenizer.json of a BERT-like tokenizer over whole words. */
export function tinyTokenizer(words: readonly string[]) {
  const vocabulary = ['[PAD]', '[CLS]', '[SEP]', '[UNK]', ...words];
  const special = vocabulary.slice(0, 4).map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
  const token = (name: string) => ({ SpecialToken: { id: name, type_id: 0 } });
  const text = { Sequence: { id: 'A', type_id: 0 } };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special,
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [token('[CLS]'), text, token('[SEP]')],
      pair: [token('[CLS]'), text, token('[SEP]'), { Sequence: { id: 'B', type_id: 1 } }, token('[SEP]')],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [1], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [2], tokens: ['[SEP]'] },
      },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
    },
  };
}

export interface TinyEncoder {
  /** Words that are to mean another one. */
  synonyms?: Readonly<Record<string, string>>;
  /** Size of small numbers beside the one that tells: rounding has something to lose. */
  detail?: number;
  precision?: 'fp32' | 'int8';
}

/**
 * Writes model, tokenizer and manifest; returns the manifest's file. Outputs `tokens` [texts, tokens, words + 4]: one for
 * the word's own place, or for that of the word it is a synonym of. The mask is read, so that leaving it out would fail.
 */
export function tinyTextEncoder(
  folder: string,
  name: string,
  words: readonly string[],
  settings: Record<string, unknown> = {},
  made: TinyEncoder = {},
): string {
  const { synonyms = {}, detail = 0 } = made;
  const size = words.length + 4;
  const table = new Float32Array(size * size);
  for (let id = 0; id < size; id++) {
    const word = words[id - 4];
    const meant = synonyms[word] === undefined ? id : words.indexOf(synonyms[word]) + 4;
    table[id * size + meant] = 1;
    for (let at = 0; at < size; at++) table[id * size + at] += detail * (((id * 7 + at * 13) % 11) - 5);
  }
  const scale = made.precision === 'int8' ? Math.max(...table.map(Math.abs)) / 127 : 1;
  const kept =
    made.precision === 'int8' ? Int8Array.from(table, (value) => Math.round(value / scale)) : table;
  const model = encodeModel({
    name: 'words',
    nodes: [
      { operator: 'Gather', inputs: ['table', 'input_ids'], outputs: ['kept'] },
      { operator: 'Cast', inputs: ['kept'], outputs: ['wide'], attributes: { to: 1 } },
      { operator: 'Mul', inputs: ['wide', 'scale'], outputs: ['found'] },
      { operator: 'Cast', inputs: ['attention_mask'], outputs: ['weights'], attributes: { to: 1 } },
      { operator: 'Unsqueeze', inputs: ['weights', 'last'], outputs: ['column'] },
      { operator: 'Mul', inputs: ['found', 'column'], outputs: ['tokens'] },
    ],
    inputs: [
      { name: 'input_ids', type: 'int64', shape: ['texts', 'length'] },
      { name: 'attention_mask', type: 'int64', shape: ['texts', 'length'] },
    ],
    outputs: [{ name: 'tokens', type: 'float', shape: ['texts', 'length', size] }],
    initializers: [
      { name: 'table', shape: [size, size], data: kept },
      { name: 'scale', shape: [1], data: Float32Array.of(scale) },
      { name: 'last', shape: [1], data: BigInt64Array.of(2n) },
    ],
  });
  writeFileSync(path.join(folder, `${name}.onnx`), model);
  writeFileSync(path.join(folder, 'tokenizer.json'), JSON.stringify(tinyTokenizer(words)));
  const manifest = path.join(folder, `${name}.json`);
  writeFileSync(manifest, JSON.stringify({ file: `${name}.onnx`, padId: 0, ...settings }));
  return manifest;
}
