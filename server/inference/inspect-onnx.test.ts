import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { anExternalModel } from '#server/testing/external-model.ts';
import { inspectOnnx, problemsOf } from './inspect-onnx.ts';
import { encodeModel } from './onnx-model.ts';

const model = anExternalModel(['a', 'b'], 1).bytes;

/** A field of a message. */
function nested(writer: BinaryWriter, field: number, write: (inner: BinaryWriter) => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
}

/** A model whose one weight lies in a file beside it, in the graph itself or within the branch of an If. */
function withWeightElsewhere(isHidden: boolean): Buffer {
  const tensor = (inner: BinaryWriter): void => {
    nested(inner, 13, (entry) => {
      entry.tag(1, WireType.LengthDelimited).string('location');
      entry.tag(2, WireType.LengthDelimited).string('../../etc/passwd');
    });
    inner.tag(14, WireType.Varint).int32(1);
  };
  const writer = new BinaryWriter();
  writer.tag(1, WireType.Varint).int64(8);
  nested(writer, 7, (graph) => {
    if (!isHidden) return nested(graph, 5, tensor);
    nested(graph, 1, (node) => {
      node.tag(4, WireType.LengthDelimited).string('If');
      nested(node, 5, (attribute) => nested(attribute, 6, (branch) => nested(branch, 5, tensor)));
    });
  });
  nested(writer, 8, (set) => set.tag(2, WireType.Varint).int64(17));
  return Buffer.from(writer.finish());
}

describe('looking into an ONNX file', () => {
  it('finds operator sets, inputs and outputs, and nothing against a plain model', () => {
    const facts = inspectOnnx(model);
    expect(facts).toMatchObject({
      irVersion: 8,
      operatorSets: { '': 17 },
      hasExternalData: false,
      loops: [],
    });
    expect(facts.inputs).toEqual([{ name: 'text', type: 8, shape: [null, 1] }]);
    expect(facts.outputs).toEqual([{ name: 'logits', type: 1, shape: [null, 2] }]);
    expect(problemsOf(facts)).toEqual([]);
  });

  it('refuses weights that lie outside the file, also deep within it', () => {
    for (const isHidden of [false, true])
      expect(problemsOf(inspectOnnx(withWeightElsewhere(isHidden)))).toContainEqual(
        expect.stringContaining('outside the file'),
      );
  });

  it('refuses unknown domains, loops and operator sets', () => {
    const graph = { name: 'g', inputs: [], outputs: [], initializers: [] };
    const strange = encodeModel({
      ...graph,
      nodes: [{ operator: 'X', domain: 'evil', inputs: [], outputs: [] }],
    });
    expect(problemsOf(inspectOnnx(strange)).join()).toContain('domain evil');
    const endless = encodeModel({ ...graph, nodes: [{ operator: 'Loop', inputs: [], outputs: [] }] });
    expect(problemsOf(inspectOnnx(endless)).join()).toContain('without end');
    const facts = { ...inspectOnnx(model), operatorSets: { '': 99 } };
    expect(problemsOf(facts).join()).toContain('operator set 99');
    expect(problemsOf({ ...facts, bytes: 2 ** 40 }).join()).toContain('larger than');
  });

  it('throws or finds no output in bytes that are no model', () => {
    for (const bytes of [Buffer.from('sku,title\n1,Kettle\n'), Buffer.alloc(0), model.subarray(0, 40)]) {
      let outputs = 0;
      try {
        outputs = inspectOnnx(bytes).outputs.length;
      } catch {
        // Refused as well.
      }
      expect(outputs).toBe(0);
    }
  });
});
