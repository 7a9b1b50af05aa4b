/** A model card as Markdown, for a repository or a mail. */
import type { CardTable, ModelCard } from './schema-card.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

function table({ caption, head, rows }: CardTable): string {
  return [`**${caption}**`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function cardMarkdown(card: ModelCard): string {
  const parts = card.sections.flatMap((section) => [
    `## ${section.name}`,
    ...section.paragraphs,
    ...(section.facts.length > 0
      ? [section.facts.map(([name, value]) => `- ${name}: ${value}`).join('\n')]
      : []),
    ...section.tables.filter((one) => one.rows.length > 0).map(table),
  ]);
  return `${[`# Model card: ${card.title}`, ...parts].join('\n\n')}\n`;
}
