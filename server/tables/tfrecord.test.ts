import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32c, maskedCrc32c } from './crc32c.ts';
import { decodeExample, encodeExample, frameRecord, readRecords } from './tfrecord.ts';
import { jsonLinesToTfRecord } from './write-tfrecord.ts';

const columns = { title: 'VARCHAR', price: 'DOUBLE', rank: 'BIGINT', blind: 'BOOLEAN' } as const;

describe('CRC-32C', () => {
  // RFC 3720, appendix B.4, and the check value of the Rocksoft catalogue.
  it.each([
    [Buffer.from('123456789'), 0xe3069283],
    [Buffer.alloc(32), 0x8a9136aa],
    [Buffer.alloc(32, 0xff), 0x62a8ab43],
  ])('of known bytes', (bytes, crc) => expect(crc32c(bytes)).toBe(crc));

  it('is masked by a rotation and a constant, so that zero is not zero', () => {
    expect(maskedCrc32c(Buffer.alloc(0))).toBe(0xa282ead8);
  });
});

describe('tf.train.Example', () => {
  it('has the bytes of the message', () => {
    // features { feature { key: "a" value { bytes_list { value: "b" } } } }, encoded by hand after the field numbers.
    expect(Buffer.from(encodeExample({ a: 'b' }, { a: 'VARCHAR' })).toString('hex')).toBe(
      '0a0c0a0a0a01611205' + '0a030a0162',
    );
  });

  it('has the bytes that TensorFlow writes, and TensorFlow’s are read', () => {
    // tf.io.TFRecordWriter of TensorFlow 2.21 with tf.train.Example.SerializeToString(deterministic=True), in base64.
    const theirs = Buffer.from(
      'VgAAAAAAAABOLeKyClQKDgoFYmxpbmQSBRoDCgEBChEKBXByaWNlEggSBgoEmpkfQgoWCgRyYW5rEg4aDAoK////////////AQoXCgV0aXRsZRIOCgwK' +
        'CmjDpG5zIPCfq5Z5tvye',
      'base64',
    );
    const row = { blind: true, price: 39.9, rank: -1, title: 'häns 🫖' };
    const sorted = { blind: 'BOOLEAN', price: 'DOUBLE', rank: 'BIGINT', title: 'VARCHAR' } as const;
    expect(frameRecord(encodeExample(row, sorted)).toString('base64')).toBe(theirs.toString('base64'));
    const read = [...readRecords(theirs)].map(decodeExample);
    expect(read).toEqual([{ ...row, blind: 1, price: Math.fround(39.9) }]);
  });

  it('comes back as it was, and leaves out what is null', () => {
    fc.assert(
      fc.property(
        fc.record({
          title: fc.option(fc.string({ unit: 'grapheme' })),
          price: fc.option(fc.float({ noNaN: true })),
          rank: fc.option(fc.integer()),
          blind: fc.option(fc.boolean()),
        }),
        (record) => {
          const expected = Object.fromEntries(
            Object.entries(record)
              .filter(([, value]) => value !== null)
              .map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value]),
          );
          expect(decodeExample(encodeExample(record, columns))).toEqual(expected);
        },
      ),
    );
  });
});

describe('TFRecord files', () => {
  it('are cut into shards that hold every line once, in order', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tfrecord-'));
    try {
      const source = path.join(folder, 'rows.jsonl');
      const rows = Array.from({ length: 25 }, (_, rank) => ({ title: `häns ${rank}`, rank }));
      await writeFile(source, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      const names = await jsonLinesToTfRecord(source, folder, 'train', columns, 10);
      expect(names).toEqual([
        'train-00000-of-00003.tfrecord',
        'train-00001-of-00003.tfrecord',
        'train-00002-of-00003.tfrecord',
      ]);
      const back = [];
      for (const name of names)
        for (const record of readRecords(await readFile(path.join(folder, name))))
          back.push(decodeExample(record));
      expect(back).toEqual(rows);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('that are damaged or cut off are refused', () => {
    const whole = Buffer.concat([frameRecord(Buffer.from('one')), frameRecord(Buffer.from('two'))]);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          const damaged = Buffer.from(whole);
          damaged[at] ^= flip;
          expect(() => [...readRecords(damaged)]).toThrow(/damaged|cut off/);
        },
      ),
    );
    expect(() => [...readRecords(whole.subarray(0, whole.length - 1))]).toThrow(/cut off/);
  });
});
