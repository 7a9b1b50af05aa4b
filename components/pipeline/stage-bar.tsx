import type { StageOverview } from '#server/jobs/schema.ts';

/** How far a stage is. A picture of the numbers beside it, so hidden from screen readers. */
export function StageBar({ stage }: { stage: StageOverview }) {
  if (stage.total === 0) return null;
  const parts = [
    { name: 'done', count: stage.done + stage.notApplicable, colour: 'bg-ok' },
    { name: 'running', count: stage.running, colour: 'bg-accent' },
    { name: 'failed', count: stage.failed, colour: 'bg-stop' },
  ];
  return (
    <div aria-hidden className="mt-1.5 flex h-1 w-48 overflow-hidden rounded bg-mat">
      {parts.map(({ name, count, colour }) => (
        <div key={name} className={colour} style={{ width: `${(100 * count) / stage.total}%` }} />
      ))}
    </div>
  );
}
