/**
 * A small, closed part of Markdown as a tree: headings, paragraphs, lists, quotes, bold, italic, code, links. What is
 * not of it stays text, so HTML is never interpreted and a link leads to http, https or mailto alone. Pure.
 */
export type Inline =
  | { kind: 'text' | 'bold' | 'italic' | 'code'; text: string }
  | { kind: 'link'; text: string; href: string };

export type Block =
  | { kind: 'heading'; level: 2 | 3 | 4; inline: Inline[] }
  | { kind: 'paragraph' | 'quote'; inline: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] };

const inlineMark = /\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|`([^`\n]+)`|\[([^\]\n]+)\]\(([^)\s]+)\)/g;

/** Addresses that a guideline may lead to; anything else (javascript:, data:) is shown as text. */
export function safeHref(href: string): string | null {
  return /^(https?:\/\/|mailto:|\/(?!\/))/i.test(href) ? href : null;
}

function markOf(found: RegExpMatchArray): Inline {
  const [whole, bold, italic, code, text, href] = found;
  if (bold !== undefined) return { kind: 'bold', text: bold };
  if (italic !== undefined) return { kind: 'italic', text: italic };
  if (code !== undefined) return { kind: 'code', text: code };
  const safe = safeHref(href);
  return safe ? { kind: 'link', text, href: safe } : { kind: 'text', text: whole };
}

export function parseInline(line: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const found of line.matchAll(inlineMark)) {
    if (found.index > at) parts.push({ kind: 'text', text: line.slice(at, found.index) });
    parts.push(markOf(found));
    at = found.index + found[0].length;
  }
  if (at < line.length) parts.push({ kind: 'text', text: line.slice(at) });
  return parts;
}

/** A page's own title is the first level, so headings begin at the second. */
function blockOf(lines: string[]): Block {
  const [first] = lines;
  const heading = /^(#{1,3})\s+(.*)$/.exec(first);
  if (heading)
    return {
      kind: 'heading',
      level: (heading[1].length + 1) as 2 | 3 | 4,
      inline: parseInline(heading[2]),
    };
  const isItem = (line: string) => /^([-*]|\d+[.)])\s+/.test(line);
  if (lines.every(isItem))
    return {
      kind: 'list',
      ordered: /^\d/.test(first),
      items: lines.map((line) => parseInline(line.replace(/^([-*]|\d+[.)])\s+/, ''))),
    };
  if (lines.every((line) => line.startsWith('>')))
    return { kind: 'quote', inline: parseInline(lines.map((line) => line.replace(/^>\s?/, '')).join(' ')) };
  return { kind: 'paragraph', inline: parseInline(lines.join(' ')) };
}

const kindOfLine = (line: string): string =>
  /^#{1,3}\s/.test(line)
    ? 'heading'
    : /^([-*]|\d+[.)])\s+/.test(line)
      ? 'item'
      : line.startsWith('>')
        ? 'quote'
        : 'text';

export function parseMarkdown(text: string): Block[] {
  const blocks: string[][] = [];
  let kind = '';
  for (const line of text
    .replaceAll('\r', '')
    .split('\n')
    .map((raw) => raw.trim())) {
    const own = line === '' ? '' : kindOfLine(line);
    if (own !== '' && own === kind && own !== 'heading') blocks[blocks.length - 1].push(line);
    else if (own !== '') blocks.push([line]);
    kind = own;
  }
  return blocks.map(blockOf);
}
