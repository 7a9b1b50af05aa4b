import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { importRules } from './tooling/import-rules.ts';

/**
 * The house rules that a compiler cannot hold: import order, the cyclomatic budget, and the length of files.
 * dependency-cruiser once reported "0 modules, no violations" on a tree that it could not read, so the test
 * also asserts that every source file was seen.
 */

const root = path.resolve(import.meta.dirname, '..');
const folders = ['app', 'components', 'server', 'e2e'].filter((folder) =>
  existsSync(path.join(root, folder)),
);
const complexityMax = 12;
const linesMax = 400;
const readmeLinesMax = 10;

function sourceFiles(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.startsWith(path.join('db', 'generated')))
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/'))),
  );
}

const branching = new Set([
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.CaseClause,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
]);

/** McCabe's number of each function: decisions + 1; nested functions count for themselves. */
function overComplex(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node, owner: { decisions: number } | null): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const own = { decisions: 0 };
      ts.forEachChild(node, (child) => visit(child, own));
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      if (own.decisions + 1 > complexityMax)
        found.push(`${file}:${line} has complexity ${own.decisions + 1}`);
      return;
    }
    if (owner && branching.has(node.kind)) owner.decisions++;
    ts.forEachChild(node, (child) => visit(child, owner));
  };
  visit(source, null);
  return found;
}

describe('architecture', () => {
  it('keeps the import order, and sees every source file', async () => {
    const { output } = await cruise(folders, {
      ruleSet: { forbidden: importRules },
      tsConfig: { fileName: path.join(root, 'tsconfig.json') },
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '^(\\.next|server/db/generated)' },
      tsPreCompilationDeps: true,
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        conditionNames: ['import', 'node', 'default', 'types'],
      },
      validate: true,
      baseDir: root,
    });
    const result = output as ICruiseResult;
    const seen = new Set(result.modules.map((module) => module.source));
    expect(sourceFiles().filter((file) => !seen.has(file))).toEqual([]);
    expect(
      result.summary.violations.map((found) => `${found.rule.name}: ${found.from} -> ${found.to}`),
    ).toEqual([]);
  }, 120_000);

  // Biome holds the same number, but counts a comment of many lines as one.
  it(`keeps every file at ${linesMax} lines at most`, () => {
    const linesOf = (file: string): number =>
      readFileSync(path.join(root, file), 'utf8').split('\n').length - 1;
    expect(sourceFiles().filter((file) => linesOf(file) > linesMax)).toEqual([]);
  });

  it(`says of every domain in ${readmeLinesMax} lines what it knows`, () => {
    const domains = readdirSync(path.join(root, 'server'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const readmes = domains.map(({ name }) => path.join(root, 'server', name, 'README.md'));
    expect(readmes.filter((file) => !existsSync(file))).toEqual([]);
    const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').filter(Boolean).length;
    expect(readmes.filter((file) => linesOf(file) > readmeLinesMax)).toEqual([]);
  });

  it(`keeps every server function at a cyclomatic complexity of at most ${complexityMax}`, () => {
    const server = sourceFiles().filter((file) => file.startsWith('server/') && !file.endsWith('.test.ts'));
    expect(server.length).toBeGreaterThan(0);
    expect(server.flatMap(overComplex)).toEqual([]);
  });
});
