import type { IForbiddenRuleType } from 'dependency-cruiser';

/**
 * Who may import whom (docs/design.md, "Layers"). Right may import left, never the reverse.
 * server/architecture.test.ts runs them and asserts that every source file was seen.
 */
const layers = [
  'config',
  'db',
  'auth|audit',
  'jobs',
  'catalog',
  'registry',
  'representation',
  'labels',
  'review',
  'categorization|duplicates',
  'training',
  'acceptance|browse|events|insights|portrait|taxonomy',
];
const layerRules: IForbiddenRuleType[] = layers.slice(0, -1).map((layer, at) => ({
  name: `layer-${layer.replace('|', '-')}-knows-nothing-to-its-right`,
  severity: 'error',
  from: { path: `^server/(${layer})/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^server/((${layers.slice(at + 1).join('|')})/|pipeline\\.ts|worker\\.ts|supervise\\.ts)` },
}));

const kernelSide = ['ml', 'compute', 'tables', 'pixels', 'inference', 'evaluation'];

export const importRules: IForbiddenRuleType[] = [
  ...layerRules,
  {
    name: 'braces-never-see-each-other',
    severity: 'error',
    from: { path: '^server/(categorization|duplicates)/' },
    to: { path: '^server/(categorization|duplicates)/', pathNot: '^server/$1/' },
  },
  {
    name: 'kernel-is-pure',
    comment: 'The kernel imports only itself: no I/O, no clock, no packages.',
    severity: 'error',
    from: { path: '^server/ml/', pathNot: '\\.test\\.ts$' },
    to: { pathNot: '^server/ml/' },
  },
  {
    name: 'compute-tables-pixels-know-only-the-kernel',
    severity: 'error',
    from: { path: '^server/(compute|tables|pixels)/', pathNot: '\\.test\\.ts$' },
    to: { path: '^server/', pathNot: '^server/(ml|config|compute|tables|pixels)/' },
  },
  {
    name: 'inference-knows-only-what-is-below',
    severity: 'error',
    from: { path: '^server/inference/', pathNot: '\\.test\\.ts$' },
    to: { path: '^server/', pathNot: '^server/(ml|config|compute|tables|pixels|inference)/' },
  },
  {
    name: 'evaluation-never-reaches-the-database',
    severity: 'error',
    from: { path: '^server/evaluation/', pathNot: '\\.test\\.ts$' },
    to: { path: '^server/', pathNot: `^server/(config|${kernelSide.join('|')})/` },
  },
  {
    name: 'demo-generator-knows-only-the-kernel',
    comment: 'It renders vector shapes, which imports refuse: it runs in a process of its own.',
    severity: 'error',
    from: { path: '^server/demo/', pathNot: '(\\.test\\.ts|^server/demo/load)' },
    to: { path: '^server/', pathNot: '^server/(demo|ml|tables|config)/' },
  },
  {
    name: 'server-knows-no-app',
    severity: 'error',
    from: { path: '^server/' },
    to: { path: '^(app|components)/' },
  },
  {
    name: 'server-knows-no-next',
    severity: 'error',
    from: { path: '^server/', pathNot: '^server/auth/' },
    to: { path: '(^|node_modules/)(next|react|react-dom)(/|$)' },
  },
  {
    name: 'components-know-no-server',
    comment: 'Only types of a schema.ts.',
    severity: 'error',
    from: { path: '^components/' },
    to: { path: '^server/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'components-take-types-from-schemas',
    severity: 'error',
    from: { path: '^components/' },
    to: { path: '^server/', pathNot: '/schema[a-z-]*\\.ts$' },
  },
  {
    name: 'onnx-only-in-inference',
    severity: 'error',
    from: { path: '^(server|app|components)/', pathNot: '^server/inference/' },
    to: { path: 'node_modules/onnxruntime-node' },
  },
  {
    name: 'sharp-only-in-pixels-and-demo',
    severity: 'error',
    from: { path: '^(server|app|components)/', pathNot: '^server/(pixels|demo|testing)/|\\.test\\.ts$' },
    to: { path: 'node_modules/sharp' },
  },
  {
    name: 'handlers-only-from-jobs',
    severity: 'error',
    from: { path: '^(server|app)/', pathNot: '/jobs\\.ts$|\\.test\\.ts$|^server/testing/' },
    to: { path: '\\.handler\\.ts$' },
  },
  {
    name: 'only-stores-touch-the-client',
    severity: 'error',
    from: {
      path: '^(server|app)/',
      pathNot:
        '^server/(db|auth|audit|jobs|testing|tooling|supervise|worker|benchmarks|demo/load)|/store[a-z-]*\\.ts$|\\.test\\.ts$',
    },
    to: {
      path: '^(server/db/client\\.ts|server/db/generated|node_modules/pg/)',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'tests-are-not-imported',
    severity: 'error',
    from: { pathNot: '\\.test\\.ts$' },
    to: { path: '\\.test\\.tsx?$' },
  },
  {
    name: 'no-circular',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
];
