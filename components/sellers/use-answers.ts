'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import type { SellerCategoryRow } from '#server/browse/schema-sellers.ts';
import type { ReviewMapping } from '#server/catalog/schema-mapping.ts';

export type Answer = Pick<ReviewMapping, 'answer' | 'categoryId'>;

interface Reviewed {
  reviewId: string;
  products: number;
}

const send = <Result>(address: string, body: object): Promise<Result> =>
  fetchJson<Result>(address, { method: 'POST', body: JSON.stringify(body) });

/** Answers about a seller's categories: each is a review of its own, with what stood on the screen, and can be taken back. */
export function useAnswers(catalogId: string) {
  const t = useTranslations('sellers.told');
  const why = useWhy();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['seller-tree', catalogId] });

  const answerOne = (row: SellerCategoryRow, answer: Answer): Promise<Reviewed> =>
    send('/api/sellers/mapping', {
      ...{ catalogId, sellerCategoryId: row.sellerCategoryId, ...answer },
      proposedId: row.proposals[0]?.categoryId ?? null,
      votes: row.proposals[0]?.votes ?? 0,
      voters: row.voters,
    });

  const undo = useMutation({
    /** One or several reviews, the last one first. */
    mutationFn: async (reviewIds: string | string[]) => {
      let products = 0;
      for (const reviewId of [reviewIds].flat().toReversed())
        products += (await send<Reviewed>('/api/sellers/mapping/undo', { catalogId, reviewId })).products;
      return { products };
    },
    onSuccess: ({ products }) => toast(t('takenBack', { count: products })),
    onError: (error) =>
      toast.error(error.message === 'overtaken' ? t('overtaken') : t('notTakenBack', { why: why(error) })),
    onSettled: refresh,
  });

  const review = useMutation({
    mutationFn: ({ row, answer }: { row: SellerCategoryRow; answer: Answer }) => answerOne(row, answer),
    onSuccess: ({ reviewId, products }) =>
      toast(products > 0 ? t('savedMoved', { count: products }) : t('saved'), {
        action: { label: t('undo'), onClick: () => undo.mutate(reviewId) },
      }),
    onError: (error) => toast.error(t('notSaved', { why: why(error) })),
    onSettled: refresh,
  });

  const reviewAll = useMutation({
    /** Accepts the proposals one after the other; what was done before a failure stays done, and is told. */
    mutationFn: async (rows: readonly SellerCategoryRow[]) => {
      const done: Reviewed[] = [];
      for (const row of rows) {
        const [first] = row.proposals;
        try {
          if (first) done.push(await answerOne(row, { answer: 'accept', categoryId: first.categoryId }));
        } catch (error) {
          return { done, failed: { where: row.path, why: why(error as Error) } };
        }
      }
      return { done, failed: null };
    },
    onSuccess: ({ done, failed }) => {
      const products = done.reduce((sum, one) => sum + one.products, 0);
      const told =
        products > 0
          ? t('mappedMoved', { count: done.length, products })
          : t('mapped', { count: done.length });
      const action = {
        label: t('undoAll'),
        onClick: () => undo.mutate(done.map((one) => one.reviewId)),
      };
      if (failed) toast.error(t('stopped', { told, ...failed }), { action });
      else toast(told, { action, duration: 10_000 });
    },
    onSettled: refresh,
  });
  return { review, reviewAll, undo };
}
