import type { PlacedLabel } from './place-labels.ts';

/** Names beside the dots of a scatter, readable over lines; the pointer goes through to what lies below. */
export function ChartLabels({ labels }: { labels: readonly PlacedLabel[] }) {
  return labels.map((label) => (
    <text
      key={label.at}
      x={label.x}
      y={label.y + 4}
      textAnchor={label.anchor}
      className="pointer-events-none fill-ink stroke-surface text-[11px]"
      strokeWidth={3}
      paintOrder="stroke"
    >
      {label.text}
    </text>
  ));
}
