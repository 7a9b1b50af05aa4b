/** What each risk means for the models, and what can be done about it. */
import type { PortraitField, Risk, RiskKind } from '#server/portrait/schema.ts';

interface Words {
  title: string;
  why: string;
}

export const riskWords: Readonly<Record<RiskKind, Words>> = {
  'no-category': {
    title: 'Without a category',
    why: 'They teach nothing until somebody decides them; suggestions place them meanwhile.',
  },
  'above-leaves': {
    title: 'On a category with finer ones below',
    why: 'They say nothing about which leaf is right, so they train the upper levels alone.',
  },
  'tiny-categories': {
    title: 'In categories of fewer than ten products',
    why: 'Too few to learn from and to measure by: their answers lean on the names of the categories and on neighbours, and go to people more often.',
  },
  'contradicting-titles': {
    title: 'The same title in several categories',
    why: 'The labels contradict each other: whatever the model answers is wrong for some, and its probabilities come out too low or too high. Often listings of one product; settle the duplicates first.',
  },
  'one-seller-categories': {
    title: 'In categories that one seller fills',
    why: 'The model may learn how that seller writes instead of what the category is. Accuracy for other sellers will be lower than measured.',
  },
  'wide-prices': {
    title: 'In categories whose prices differ fiftyfold',
    why: 'Either the category mixes things (machines and their spare parts), or some prices are in another unit or currency. Price says little there.',
  },
  'short-titles': {
    title: 'Titles of one or two words',
    why: 'Little to read: the category rests on pictures and attributes, and duplicates on codes.',
  },
  'no-language': {
    title: 'Language not given',
    why: 'It is detected from the text instead, which errs on short titles; a weakness in one language may hide.',
  },
  'thin-languages': {
    title: 'In languages with few products',
    why: 'The words of these languages are hardly known. Names of categories in them help: add them on the taxonomy page.',
  },
  'no-description': {
    title: 'Without a description',
    why: 'The title alone has to tell similar leaves apart.',
  },
  'no-brand': {
    title: 'Without a brand',
    why: 'Brands tell both categories and duplicates apart; without them near twins are proposed more often.',
  },
  'no-gtin': {
    title: 'Without a GTIN',
    why: 'Duplicates cannot be found by their number, only by likeness, which people have to confirm.',
  },
  'no-picture': {
    title: 'Without a picture',
    why: 'The picture’s part of the evidence is missing; the answer comes from text and neighbours and is less often sure enough.',
  },
  'failed-pictures': {
    title: 'Pictures that could not be fetched',
    why: 'The address gave no picture. The pipeline page says why, and tries again when asked.',
  },
  'flat-pictures': {
    title: 'Pictures of one colour',
    why: 'Placeholders: they look alike on everything, so they are never compared.',
  },
  'shared-pictures': {
    title: 'One picture on products of several categories',
    why: 'Logos, size charts and placeholders, or listings of one product in different categories. Pictures then pull products together that do not belong together.',
  },
};

export const weightWords: Readonly<Record<Risk['weight'], string>> = {
  much: 'hurts much',
  some: 'hurts',
  little: 'worth knowing',
};

export const fieldNames: Readonly<Record<PortraitField, string>> = {
  brand: 'Brand',
  gtin: 'GTIN',
  description: 'Description',
  price: 'Price',
  attributes: 'Attributes',
  picture: 'Picture',
  language: 'Language',
  category: 'Category',
};
