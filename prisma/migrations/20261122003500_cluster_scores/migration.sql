-- The p of every two members as the clusters were formed by: after the second look, where pair_score holds the first. In the
-- order of the members' ids (first with each later one, then second, …). Null: larger than is kept, or from before.
ALTER TABLE "cluster" ADD COLUMN "scores" REAL[];
