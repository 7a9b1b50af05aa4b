'use client';
import type { ClusterCard, ClusterLink } from '#server/duplicates/schema-card.ts';
import type { ClusterMarks } from './cluster-marks.ts';

const width = 184;
const height = 104;
/** More would be a ball of wool; the table says the rest. */
const nodesMax = 12;

/** On an ellipse, the first at the top: the same listing stands at the same place until the card goes. */
function placeOf(at: number, count: number): { x: number; y: number } {
  const angle = (2 * Math.PI * at) / count - Math.PI / 2;
  return {
    x: width / 2 + (width / 2 - 14) * Math.cos(angle),
    y: height / 2 + (height / 2 - 14) * Math.sin(angle),
  };
}

const groupLooks = ['fill-accent', 'fill-doubt', 'fill-ok', 'fill-stop'];

function nodeLook(marks: ClusterMarks, at: number): string {
  if (marks.mode === 'split') return groupLooks[marks.groups[at] % groupLooks.length];
  return marks.marks[at] === 'same' ? 'fill-accent' : 'fill-surface stroke-muted';
}

/** Whether a link runs across what the marks set apart: it will be cut. */
function isCut(marks: ClusterMarks, a: number, b: number): boolean {
  return marks.mode === 'split'
    ? marks.groups[a] !== marks.groups[b]
    : (marks.marks[a] === 'same') !== (marks.marks[b] === 'same');
}

/** The links between the listings as a picture: the surer the thicker, the weakest bridge dashed, what is cut faded. */
export function ClusterMap({ card, marks }: { card: ClusterCard; marks: ClusterMarks }) {
  const { members, links, weakest } = card;
  if (members.length < 3 || members.length > nodesMax || links.length === 0) return null;
  const at = new Map(members.map((member, index) => [member.productId, index]));
  const ends = (link: ClusterLink) => {
    const [a, b] = [at.get(link.a) ?? 0, at.get(link.b) ?? 0];
    return { a, b, from: placeOf(a, members.length), to: placeOf(b, members.length) };
  };
  const isWeakest = (link: ClusterLink) => link.a === weakest?.a && link.b === weakest.b;
  const drawn = [...links].sort((x, y) => Number(isWeakest(x)) - Number(isWeakest(y)));
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden
      className="hidden h-26 w-46 shrink-0 rounded-md border border-line bg-surface sm:block"
    >
      {drawn.map((link) => {
        const { a, b, from, to } = ends(link);
        return (
          <line
            key={`${link.a}${link.b}`}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
            strokeWidth={isWeakest(link) ? 2 : 0.5 + 3.5 * link.p ** 2}
            strokeDasharray={isWeakest(link) ? '4 3' : undefined}
            opacity={isCut(marks, a, b) ? 0.15 : 1}
            className={isWeakest(link) ? 'stroke-stop' : 'stroke-line'}
          />
        );
      })}
      {members.map((member, index) => {
        const { x, y } = placeOf(index, members.length);
        const look = nodeLook(marks, index);
        return (
          <g key={member.productId}>
            <circle cx={x} cy={y} r={10} className={look} />
            <text
              x={x}
              y={y + 4}
              textAnchor="middle"
              className={`text-[11px] font-semibold ${look.includes('surface') ? 'fill-ink' : 'fill-on-accent'}`}
            >
              {member.letter}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
