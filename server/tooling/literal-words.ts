/** Finds words that a page says in one language only: text between tags, and what screen readers and tips are given. */
import ts from 'typescript';

/** Attributes and properties of our own components that people read or hear. */
const readAttributes = new Set([
  ...[
    'aria-label',
    'aria-description',
    'aria-roledescription',
    'aria-valuetext',
    'alt',
    'placeholder',
    'title',
  ],
  ...['caption', 'description', 'hint', 'label', 'lead', 'legend', 'question', 'summary', 'text'],
]);

/** The same in every language: our name, codes of the field, keys, units, formats. */
const sameEverywhere = new Set([
  ...[
    'Shelfwise',
    'SKU',
    'GTIN',
    'MPN',
    'ID',
    'URL',
    'CSV',
    'TSV',
    'JSON',
    'JSONL',
    'Parquet',
    'Markdown',
    'ICU',
  ],
  ...['Ctrl', 'Enter', 'Shift', 'px', 'ms', 'kB', 'MB', 'GB'],
  ...['en', 'fr', 'EUR'], // as examples in a field
]);

const isWord = (word: string): boolean => !sameEverywhere.has(word) && !/^[a-z]+[-_.:/][\w./:-]+$/.test(word);

/** Whether a text holds a word of some language: two letters or more that stand for themselves. */
export function hasWords(text: string): boolean {
  return text
    .split(/[\s,;()“”"…]+/u)
    .some((part) => /\p{L}{2}/u.test(part) && isWord(part.replace(/[^\p{L}\p{N}]+$/u, '')));
}

/** Texts that an expression may become, as far as they are written in it: calls (a translator's) are not looked into. */
function writtenIn(node: ts.Expression): ts.Node[] {
  if (ts.isStringLiteralLike(node)) return [node];
  if (ts.isTemplateExpression(node)) {
    const parts: ts.Node[] = [node.head, ...node.templateSpans.map((span) => span.literal)];
    const inner = node.templateSpans.flatMap((span) => writtenIn(span.expression));
    return [...parts, ...inner];
  }
  if (ts.isConditionalExpression(node)) return [...writtenIn(node.whenTrue), ...writtenIn(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const joins = [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.PlusToken];
    const right = writtenIn(node.right);
    return joins.includes(node.operatorToken.kind)
      ? [...writtenIn(node.left), ...right]
      : node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
        ? right
        : [];
  }
  return ts.isParenthesizedExpression(node) ? writtenIn(node.expression) : [];
}

function textsAt(node: ts.Node): ts.Node[] {
  if (ts.isJsxText(node)) return [node];
  if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent))
    return writtenIn(node.expression);
  if (!ts.isJsxAttribute(node) || !node.initializer || !readAttributes.has(node.name.getText())) return [];
  if (ts.isStringLiteral(node.initializer)) return [node.initializer];
  return ts.isJsxExpression(node.initializer) && node.initializer.expression
    ? writtenIn(node.initializer.expression)
    : [];
}

/** `file:line: text` of every word left in one language in a TSX file. */
export function literalWords(fileName: string, source: string): string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const text of textsAt(node)) {
      const said = (text as ts.LiteralLikeNode).text.trim();
      if (!hasWords(said)) continue;
      const { line } = file.getLineAndCharacterOfPosition(text.getStart());
      found.push(`${fileName}:${line + 1}: ${said}`);
    }
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}
