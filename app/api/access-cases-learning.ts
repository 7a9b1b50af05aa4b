/** The learning loop's routes beside runs, labels and exports. */
import type { Case } from './access-case.ts';
import type { Things } from './access-fixture.ts';

const leaders = ['lead', 'ml'] as const;
const byCatalog = (of: Things) => ({ catalog: of.catalogId });

export const loopCases: Case[] = [
  { route: 'training/schedule', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'training/schedule',
    method: 'PUT',
    body: (of) => ({ catalogId: of.catalogId, isOn: false, labelsMin: null, everyHours: null }),
    roles: leaders,
    foreign: 404,
  },
];
