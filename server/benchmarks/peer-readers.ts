/** Readers of our exports that others wrote: TensorFlow, Hugging Face datasets, PyArrow, Label Studio's SDK and Python's csv. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export const peerPackages = ['tensorflow-cpu', 'datasets', 'pyarrow', 'label-studio-sdk'];

/**
 * Reads every file of a folder with its own library and prints a JSON line a row: {"format", "split", "row"}. A reader that
 * raises ends the program. Versions come first, as {"versions": {...}}.
 */
const program = String.raw`
import csv, glob, json, os, sys
os.environ.update(TF_CPP_MIN_LOG_LEVEL='3', HF_HUB_OFFLINE='1', HF_HOME=os.path.join(sys.argv[1], 'hf-home'))
import datasets, label_studio_sdk, pyarrow, pyarrow.parquet, tensorflow as tf
from label_studio_sdk.label_interface import LabelInterface
folder = sys.argv[1]
at = lambda *parts: os.path.join(folder, *parts)
def tell(**line): print(json.dumps(line, ensure_ascii=True, default=str))
tell(versions={'tensorflow': tf.__version__, 'datasets': datasets.__version__, 'pyarrow': pyarrow.__version__,
  'label-studio-sdk': label_studio_sdk.__version__, 'python': sys.version.split()[0]})

schema = json.load(open(at('tfrecord', 'schema.json'), encoding='utf-8'))
kinds = {'bytes': tf.string, 'float': tf.float32, 'int64': tf.int64}
spec = {name: tf.io.VarLenFeature(kinds[kind]) for name, kind in schema['features'].items()}
for file in sorted(glob.glob(at('tfrecord', '*.tfrecord'))):
  split = os.path.basename(file).split('-')[0]
  for record in tf.data.TFRecordDataset([file]).map(lambda one: tf.io.parse_single_example(one, spec)):
    row = {}
    for name, sparse in record.items():
      values = sparse.values.numpy()
      value = None if len(values) == 0 else values[0].decode('utf-8') if schema['features'][name] == 'bytes' else values[0].item()
      row[name] = value
    tell(format='tfrecord', split=split, row=row)

for split, rows in datasets.load_dataset(at('huggingface'), cache_dir=at('hf-cache')).items():
  for row in rows: tell(format='huggingface', split=split, row=row)

for row in pyarrow.parquet.read_table(at('rows.parquet')).to_pylist(): tell(format='parquet', split=row['split'], row=row)
for row in csv.DictReader(open(at('rows.csv'), encoding='utf-8-sig', newline='')): tell(format='csv', split=row['split'], row=row)
for line in open(at('rows.jsonl'), encoding='utf-8', newline='\n'):
  row = json.loads(line)
  tell(format='jsonl', split=row['split'], row=row)

interface = LabelInterface(sys.argv[2])
for task in json.load(open(at('rows.json'), encoding='utf-8')):
  # Its check of whole tasks calls its check of annotations without any (2.1.2): each is asked by itself.
  if not interface.validate_task({'data': task['data']}): raise SystemExit('Label Studio refuses a task: ' + json.dumps(task))
  annotation = task['annotations'][0]
  if not interface.validate_annotation(annotation): raise SystemExit('Label Studio refuses an annotation: ' + json.dumps(annotation))
  row = {**task['data'], 'label_id': annotation['unique_id'], 'category': ' > '.join(annotation['result'][0]['value']['taxonomy'][0])}
  tell(format='labelstudio', split=task['meta']['split'], row=row)
`;

export interface PeerRow {
  format: string;
  split: string | null;
  row: Record<string, string | number | boolean | null>;
}

/** The interpreter told, or `python3`. Throws with what to install where a package is missing. */
export function readByPeers(
  python: string,
  folder: string,
  labelConfig: string,
): { versions: Record<string, string>; rows: PeerRow[] } {
  const command = existsSync(python) ? path.resolve(python) : python;
  const { status, stdout, stderr, error } = spawnSync(command, ['-c', program, folder, labelConfig], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (error) throw error;
  if (status !== 0)
    throw new Error(
      `the readers failed (${command} -m pip install ${peerPackages.join(' ')}):\n${stderr.slice(-2000)}`,
    );
  const [first, ...lines] = stdout.split('\n').filter((line) => line.startsWith('{'));
  return { versions: JSON.parse(first).versions, rows: lines.map((line) => JSON.parse(line)) };
}
