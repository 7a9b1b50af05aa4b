import type { Messages } from '../messages.ts';
import { acceptance } from './acceptance.ts';
import { commands } from './commands.ts';
import { comparison } from './comparison.ts';
import { deck } from './deck.ts';
import { desk } from './desk.ts';
import { golden } from './golden.ts';
import { grid } from './grid.ts';
import { importing } from './importing.ts';
import { insights } from './insights.ts';
import { labels } from './labels.ts';
import { leads } from './leads.ts';
import { pages } from './pages.ts';
import { pairSample } from './pair-sample.ts';
import { pairs } from './pairs.ts';
import { pipeline } from './pipeline.ts';
import { portrait } from './portrait.ts';
import { product } from './product.ts';
import { products } from './products.ts';
import { queue } from './queue.ts';
import { reasons } from './reasons.ts';
import { sellers } from './sellers.ts';
import { settings } from './settings.ts';
import { sheets } from './sheets.ts';
import { sought } from './sought.ts';
import { taxonomy } from './taxonomy.ts';
import { titles } from './titles.ts';
import { tour } from './tour.ts';
import { training } from './training.ts';
import { tryout } from './tryout.ts';
import { ui } from './ui.ts';
import { why } from './why.ts';
import { wrong } from './wrong.ts';

export const messages: Messages = {
  golden,
  comparison,
  acceptance,
  commands,
  deck,
  queue,
  sheets,
  grid,
  pairSample,
  pairs,
  product,
  ui,
  reasons,
  desk,
  importing,
  insights,
  labels,
  leads,
  pages,
  pipeline,
  portrait,
  products,
  sellers,
  settings,
  sought,
  taxonomy,
  titles,
  tour,
  training,
  tryout,
  why,
  wrong,
};
