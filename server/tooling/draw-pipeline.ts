/** Draws server/pipeline.ts as a Mermaid picture between two marks of the README: `tsx server/tooling/draw-pipeline.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from '#server/pipeline.ts';

const readme = path.resolve(import.meta.dirname, '../../README.md');
const begin = '<!-- flow: drawn from server/pipeline.ts by server/tooling/draw-pipeline.ts -->';
const end = '<!-- end of flow -->';

/** The picture: boxes for jobs, rounded ones for people, arrows for what wakes what. */
export function drawPipeline(): string {
  const lines = ['```mermaid', 'flowchart LR'];
  for (const stage of pipeline) {
    const label = `${stage.name}<br/><small>${stage.unit}</small>`;
    lines.push(stage.by === 'person' ? `  ${stage.name}(["👤 ${label}"])` : `  ${stage.name}["${label}"]`);
  }
  for (const stage of pipeline) for (const woken of stage.wakes) lines.push(`  ${stage.name} --> ${woken}`);
  lines.push('```');
  return `${begin}\n${lines.join('\n')}\n${end}`;
}

/** The README with the picture as it should be. Throws where the marks are missing. */
export function withPicture(text: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error('README.md has no marks for the picture of the flow');
  return text.slice(0, from) + drawPipeline() + text.slice(to + end.length);
}

if (import.meta.url === `file://${process.argv[1]}`) {
  writeFileSync(readme, withPicture(readFileSync(readme, 'utf8')));
}
