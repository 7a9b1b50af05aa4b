import { type Block, type Inline, parseMarkdown } from './markdown.ts';

function InlineText({ parts }: { parts: Inline[] }) {
  return parts.map((part, at) => {
    const key = `${at}${part.kind}`;
    switch (part.kind) {
      case 'bold':
        return <strong key={key}>{part.text}</strong>;
      case 'italic':
        return <em key={key}>{part.text}</em>;
      case 'code':
        return (
          <code key={key} className="rounded bg-mat px-1 text-xs">
            {part.text}
          </code>
        );
      case 'link':
        return (
          <a key={key} href={part.href} target="_blank" rel="noreferrer" className="text-accent underline">
            {part.text}
          </a>
        );
      default:
        return <span key={key}>{part.text}</span>;
    }
  });
}

function BlockView({ block }: { block: Block }) {
  if (block.kind === 'heading') {
    const Heading = `h${block.level}` as const;
    return (
      <Heading className="font-semibold">
        <InlineText parts={block.inline} />
      </Heading>
    );
  }
  if (block.kind === 'list') {
    const List = block.ordered ? 'ol' : 'ul';
    return (
      <List className={`pl-5 ${block.ordered ? 'list-decimal' : 'list-disc'}`}>
        {block.items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes while it is shown
          <li key={at}>
            <InlineText parts={item} />
          </li>
        ))}
      </List>
    );
  }
  return (
    <p className={block.kind === 'quote' ? 'border-l-2 border-line pl-3 text-muted' : ''}>
      <InlineText parts={block.inline} />
    </p>
  );
}

/** Markdown as React elements: text stays text, there is no HTML to clean. */
export function MarkdownText({ text }: { text: string }) {
  return (
    <div className="flex flex-col gap-2 text-sm">
      {parseMarkdown(text).map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes while it is shown
        <BlockView key={at} block={block} />
      ))}
    </div>
  );
}
