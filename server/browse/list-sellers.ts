import { suspicionMin } from '#server/categorization/rules-queue.ts';
import { chooseProposals } from './rules-proposal.ts';
import type { MappingFilter, SellerCategoryRow, SellerFigures, SellerTree } from './schema-sellers.ts';
import { readScope } from './store-products.ts';
import {
  countVotes,
  findSeller,
  findSellerCategories,
  readSellerFigures,
  type TreeRow,
} from './store-sellers.ts';

const pageSize = 40;

/** The sellers of a catalog with the quality of what they send, the biggest first. */
export async function listSellers(catalogId: string): Promise<SellerFigures[]> {
  const { modelVersionId } = await readScope(catalogId, null);
  return readSellerFigures(catalogId, modelVersionId, suspicionMin);
}

function toRow(row: TreeRow, votes: Awaited<ReturnType<typeof countVotes>>): SellerCategoryRow {
  const own = votes.filter((vote) => vote.sellerCategoryId === row.sellerCategoryId);
  const voters = own[0]?.voters ?? 0;
  const { sellerCategoryId, path, products, placed, state, categoryId, pathName } = row;
  return {
    ...{ sellerCategoryId, path, products, placed, state, voters },
    mapped: categoryId ? { categoryId, pathName: pathName ?? 'a category that is gone' } : null,
    proposals: chooseProposals(
      own.map((vote) => ({
        ...{ categoryId: vote.categoryId, pathName: vote.pathName, depth: vote.depth, votes: vote.votes },
      })),
      voters,
    ),
    review:
      row.reviewId && row.answer && row.at
        ? { reviewId: row.reviewId, answer: row.answer, by: row.by ?? '', at: row.at.toISOString() }
        : null,
  };
}

/**
 * A page of a seller's own tree with a proposal for each of its categories; null where this catalog has no such seller.
 * `differs` keeps those whose mapping is not what the products now vote for; it looks at one page at a time, so a page
 * may be short and still have a next one.
 */
export async function readSellerTree(
  catalogId: string,
  sellerId: string,
  filter: MappingFilter,
): Promise<SellerTree | null> {
  const seller = await findSeller(catalogId, sellerId);
  if (!seller) return null;
  const found = await findSellerCategories(
    sellerId,
    { ...filter, state: filter.state === 'differs' ? 'mapped' : filter.state },
    pageSize + 1,
  );
  const page = found.slice(0, pageSize);
  const scope = await readScope(catalogId, null);
  const votes = await countVotes(
    page.map((row) => row.sellerCategoryId),
    scope,
    filter.level,
  );
  const rows = page.map((row) => toRow(row, votes));
  const last = page.at(-1);
  return {
    seller: { sellerId: seller.sellerId, name: seller.name },
    levels: seller.levels,
    categories:
      filter.state === 'differs'
        ? rows.filter((row) => row.proposals[0] && row.proposals[0].categoryId !== row.mapped?.categoryId)
        : rows,
    next: found.length > pageSize && last ? `${last.products}_${last.sellerCategoryId}` : null,
  };
}
