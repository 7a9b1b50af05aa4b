import { z } from 'zod';
import type { PairReason, PairReasons } from '#server/ml/pairs/reason-words.ts';
import { answerBaseSchema, doubtReasonSchema, escalationReasonSchema } from '#server/review/schema.ts';
import type { AskedReason } from '#server/review/schema-asked.ts';
import type { CardProduct } from '#server/review/schema-product.ts';

/** The cluster card (two members: a pair), and the answers a person can give to it. */
export interface ClusterMember extends CardProduct {
  /** Letter on the screen: A, B, C … */
  letter: string;
}

export interface ClusterLink {
  a: string;
  b: string;
  p: number;
  /** What speaks for and against one product, as codes with values for the screen's languages. */
  why: PairReasons;
  /** The same in English. */
  reasonsFor: string[];
  reasonsAgainst: string[];
}

/** `agrees`: written differently, the same after units and languages. */
export type DiffStanding = 'conflict' | 'differs' | 'agrees' | 'equal' | 'alone';

export interface DiffRow {
  field: string;
  label: string;
  /** One value a member, in the order of the members; null where it is missing. */
  values: (string | null)[];
  /** Of prices: the same in the smallest unit of each member's currency, for the reader's own way of writing them. */
  prices?: (number | null)[];
  standing: DiffStanding;
  /** Of a conflict: the members that say otherwise than most. */
  odd: number[];
  /** Brand, GTIN, MPN, pack size, price: shown on top even when equal. */
  key: boolean;
}

export interface GoldenField {
  field: string;
  label: string;
  value: string | null;
  /** Which member it comes from. */
  productId: string | null;
  losers: { productId: string; value: string }[];
}

export interface PastFact {
  a: string;
  b: string;
  relation: 'same' | 'not_same' | 'variant';
  by: string | null;
  at: string;
}

export interface ClusterCard {
  clusterId: string;
  revision: number;
  members: ClusterMember[];
  links: ClusterLink[];
  weakest: { a: string; b: string; p: number } | null;
  /** Pairs of members that are more likely one product than not, each for itself. */
  alikePairs: number;
  diff: DiffRow[];
  facts: PastFact[];
  /** Where most of the members are filed now. */
  category: { categoryId: string; pathName: string } | null;
  sentence: string | null;
  /** What the sentence says for one product, as codes with values, and what against it. */
  sentenceReasons: PairReason[];
  sentenceAgainst: PairReason[];
  confidence: 'low' | 'medium' | 'high' | null;
  modelVersionId: string | null;
  priorityReason: string;
  /** The same as a code with values; null on a blind card. */
  asked: AskedReason | null;
  /** Whole days since somebody was first to be asked. */
  waitingDays: number;
  blind: boolean;
}

const memberIds = z.array(z.uuid()).min(1).max(200);
export const betweenSchema = z.enum(['not_same', 'variant']);

export const clusterAnswerSchema = z.discriminatedUnion('kind', [
  /** The ticked are one product; each of `others` is told apart from them, one by one. */
  z.object({
    kind: z.literal('merge'),
    ticked: memberIds.min(2),
    others: z.array(z.object({ productId: z.uuid(), relation: betweenSchema })).max(200),
  }),
  /** Two listings told apart (pair): different, or variants of one model. */
  z.object({ kind: z.literal('apart'), relation: betweenSchema }),
  /** Groups of two or more are merged; between groups, `relation` holds. */
  z.object({ kind: z.literal('split'), groups: z.array(memberIds).min(2).max(50), relation: betweenSchema }),
  z.object({ kind: z.literal('cant-tell'), reasonCode: doubtReasonSchema.optional() }),
  z.object({ kind: z.literal('escalate'), reasonCode: escalationReasonSchema }),
]);
export type ClusterAnswer = z.infer<typeof clusterAnswerSchema>;

export const decideClusterSchema = answerBaseSchema.extend({
  answer: clusterAnswerSchema,
  suggestionShown: z.boolean(),
});
export type DecideCluster = z.infer<typeof decideClusterSchema>;

export interface ChainLink {
  a: string;
  b: string;
  relation: string;
  by: string | null;
  at: string;
}

export const previewGoldenSchema = z.object({ clusterId: z.uuid(), ticked: memberIds.min(2) });
