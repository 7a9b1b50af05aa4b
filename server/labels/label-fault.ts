/** Why a row of a label file makes no label: a code for the screen, and the sentence that is kept beside it. Pure. */
import type { LabelFault } from './schema.ts';

const sentences: Readonly<Record<Exclude<LabelFault['code'], 'no-relation' | 'no-category'>, string>> = {
  'no-product': 'no such product in this catalog, or the SKU is of several sellers',
  'with-itself': 'a pair of a product with itself',
  'no-pair': 'a pair needs left_id or left_sku, and right_id or right_sku',
  'no-answer': 'neither category_code, category nor relation is given',
  'no-name': 'neither product_id nor sku is given',
  'no-annotation': 'the task has no annotation',
};

export function faultSentence(fault: LabelFault): string {
  switch (fault.code) {
    case 'no-relation':
      return `relation must be same, not_same or variant, not ${fault.value}`;
    case 'no-category':
      return `no category ${fault.value} in this taxonomy`;
    default:
      return sentences[fault.code];
  }
}
