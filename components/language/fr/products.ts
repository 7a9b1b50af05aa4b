import type { Messages } from '../messages.ts';

export const products: Messages['products'] = {};
