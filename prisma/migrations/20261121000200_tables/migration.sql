-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'moderator',
    "banned" BOOLEAN NOT NULL DEFAULT false,
    "ban_reason" TEXT,
    "ban_expires" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "impersonated_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_link" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "email" TEXT,
    "role" TEXT NOT NULL,
    "created_by" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "catalog_access" (
    "user_id" TEXT NOT NULL,
    "catalog_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalog_access_pkey" PRIMARY KEY ("user_id","catalog_id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" UUID NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "catalog_id" UUID,
    "event" TEXT NOT NULL,
    "subject" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "user_setting" (
    "user_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_setting_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "catalog" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "taxonomy_version_id" UUID,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "default_locale" TEXT NOT NULL DEFAULT 'en',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seller" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seller_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "taxonomy" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "taxonomy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "taxonomy_version" (
    "id" UUID NOT NULL,
    "taxonomy_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "levels" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "taxonomy_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "category" (
    "id" UUID NOT NULL,
    "taxonomy_version_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "parent_id" UUID,
    "path" TEXT NOT NULL,
    "depth" INTEGER NOT NULL,
    "is_leaf" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "path_name" TEXT NOT NULL,

    CONSTRAINT "category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "category_name" (
    "category_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "path_name" TEXT NOT NULL,
    "synonyms" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "search_text" TEXT NOT NULL,

    CONSTRAINT "category_name_pkey" PRIMARY KEY ("category_id","locale")
);

-- CreateTable
CREATE TABLE "seller_category" (
    "id" UUID NOT NULL,
    "seller_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "category_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'new',
    "decided_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seller_category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "seller_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "brand" TEXT,
    "gtin" TEXT,
    "mpn" TEXT,
    "description" TEXT,
    "price_minor" BIGINT,
    "currency" TEXT,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "locale" TEXT,
    "popularity" DOUBLE PRECISION,
    "url" TEXT,
    "seller_category_path" TEXT,
    "seller_category_id" UUID,
    "given_category_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "current_category_id" UUID,
    "current_source" TEXT NOT NULL DEFAULT 'given',
    "input_hash" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "survivor_id" UUID,
    "delisted_at" TIMESTAMPTZ(3),
    "import_run_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_revision" (
    "product_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "input_hash" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "import_run_id" UUID,
    "changed_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_revision_pkey" PRIMARY KEY ("product_id","revision")
);

-- CreateTable
CREATE TABLE "image" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "failure" TEXT,
    "blob_sha256" TEXT,
    "width" INTEGER,
    "height" INTEGER,
    "phash" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "image_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blob" (
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "stored_path" TEXT NOT NULL,
    "images_path" TEXT,
    "mapping" JSONB NOT NULL,
    "mode" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "failure" TEXT,
    "read" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "delisted" INTEGER NOT NULL DEFAULT 0,
    "rows_total" INTEGER,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row_error" (
    "id" BIGSERIAL NOT NULL,
    "import_run_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "field" TEXT,
    "reason" TEXT NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "import_row_error_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_feature" (
    "product_id" UUID NOT NULL,
    "feature_version" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "features" JSONB NOT NULL,
    "title_signature" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_feature_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "image_stat" (
    "blob_sha256" TEXT NOT NULL,
    "encoder_version" TEXT NOT NULL,
    "descriptor" BYTEA NOT NULL,
    "stats" BYTEA NOT NULL,

    CONSTRAINT "image_stat_pkey" PRIMARY KEY ("blob_sha256","encoder_version")
);

-- CreateTable
CREATE TABLE "model_version" (
    "id" UUID NOT NULL,
    "catalog_id" UUID,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "origin" TEXT NOT NULL,
    "run_id" UUID,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "active_model" (
    "catalog_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "model_version_id" UUID NOT NULL,
    "promoted_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "active_model_pkey" PRIMARY KEY ("catalog_id","kind")
);

-- CreateTable
CREATE TABLE "suggestion" (
    "product_id" UUID NOT NULL,
    "model_version_id" UUID NOT NULL,
    "fold" INTEGER,
    "input_hash" TEXT NOT NULL,
    "category_id" UUID NOT NULL,
    "p" DOUBLE PRECISION NOT NULL,
    "top_k" JSONB NOT NULL,
    "depth_ok" INTEGER NOT NULL DEFAULT 0,
    "entropy" DOUBLE PRECISION NOT NULL,
    "p_given" DOUBLE PRECISION,
    "suspicion" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "evidence" JSONB NOT NULL,
    "disagreement" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("product_id","model_version_id")
);

-- CreateTable
CREATE TABLE "candidate_pair" (
    "catalog_id" UUID NOT NULL,
    "a" UUID NOT NULL,
    "b" UUID NOT NULL,
    "sources" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "candidate_pair_pkey" PRIMARY KEY ("a","b")
);

-- CreateTable
CREATE TABLE "pair_score" (
    "a" UUID NOT NULL,
    "b" UUID NOT NULL,
    "model_version_id" UUID NOT NULL,
    "p" DOUBLE PRECISION NOT NULL,
    "reasons" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pair_score_pkey" PRIMARY KEY ("a","b","model_version_id")
);

-- CreateTable
CREATE TABLE "cluster" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "merged_into" UUID,
    "size" INTEGER NOT NULL,
    "density" DOUBLE PRECISION NOT NULL,
    "weakest_pair" JSONB,
    "p" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "model_version_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cluster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cluster_member" (
    "product_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,

    CONSTRAINT "cluster_member_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "merge" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "survivor_id" UUID NOT NULL,
    "member_ids" UUID[],
    "golden" JSONB NOT NULL,
    "losers" JSONB NOT NULL,
    "decision_id" UUID NOT NULL,
    "undone_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "merge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage_state" (
    "stage" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "catalog_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "run_after" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stage_state_pkey" PRIMARY KEY ("stage","unit_id")
);

-- CreateTable
CREATE TABLE "stage_event" (
    "id" BIGSERIAL NOT NULL,
    "catalog_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "unit_ids" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dispatched_at" TIMESTAMPTZ(3),

    CONSTRAINT "stage_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_item" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "queue" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "subject_revision" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'open',
    "priority" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "priority_reason" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "model_version_id" UUID,
    "served_probability" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "served_policy" TEXT NOT NULL DEFAULT 'priority-1',
    "blind" BOOLEAN NOT NULL DEFAULT false,
    "lease_number" BIGINT NOT NULL DEFAULT 0,
    "leased_by" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skip" (
    "item_id" UUID NOT NULL,
    "actor_id" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "skip_pkey" PRIMARY KEY ("item_id","actor_id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "item_id" UUID,
    "subject_id" UUID NOT NULL,
    "answer" JSONB NOT NULL,
    "depth" INTEGER,
    "relation" TEXT,
    "reason_code" TEXT,
    "note" TEXT,
    "suggestion_shown" BOOLEAN NOT NULL DEFAULT false,
    "blind" BOOLEAN NOT NULL DEFAULT false,
    "rank" INTEGER,
    "score" DOUBLE PRECISION,
    "model_version_id" UUID,
    "served_probability" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "served_policy" TEXT NOT NULL DEFAULT 'priority-1',
    "seconds" DOUBLE PRECISION,
    "idle_removed" BOOLEAN NOT NULL DEFAULT false,
    "idempotency_key" TEXT NOT NULL,
    "lease_number" BIGINT,
    "second_opinion" BOOLEAN NOT NULL DEFAULT false,
    "supersedes" UUID,
    "bulk_id" UUID,
    "effect" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pair_fact" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "a" UUID NOT NULL,
    "b" UUID NOT NULL,
    "relation" TEXT NOT NULL,
    "decision_id" UUID NOT NULL,
    "actor_id" TEXT NOT NULL,
    "superseded_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pair_fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "label" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "decision_id" UUID NOT NULL,
    "actor_id" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "other_id" UUID,
    "value" TEXT NOT NULL,
    "depth" INTEGER,
    "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'raw',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "golden" BOOLEAN NOT NULL DEFAULT false,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_item" (
    "dataset_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "other_id" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    "value" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "split" TEXT NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "group_hash" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,

    CONSTRAINT "dataset_item_pkey" PRIMARY KEY ("dataset_id","subject_id","other_id")
);

-- CreateTable
CREATE TABLE "training_run" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "dataset_id" UUID,
    "config" JSONB NOT NULL,
    "seed" INTEGER NOT NULL,
    "versions" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "stage" TEXT NOT NULL DEFAULT '',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "curves" JSONB NOT NULL DEFAULT '[]',
    "model_version_id" UUID,
    "failure" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "training_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation" (
    "id" UUID NOT NULL,
    "model_version_id" UUID NOT NULL,
    "dataset_id" UUID,
    "provisional" BOOLEAN NOT NULL,
    "metrics" JSONB NOT NULL,
    "thresholds" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_run" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "filter" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "rows_total" INTEGER,
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "stored_path" TEXT,
    "sha256" TEXT,
    "bytes" BIGINT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_row" (
    "export_run_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "subject_id" UUID NOT NULL,

    CONSTRAINT "export_row_pkey" PRIMARY KEY ("export_run_id","ordinal")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_link_token_hash_key" ON "sign_in_link"("token_hash");

-- CreateIndex
CREATE INDEX "audit_subject_idx" ON "audit"("subject");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- CreateIndex
CREATE UNIQUE INDEX "catalog_name_key" ON "catalog"("name");

-- CreateIndex
CREATE UNIQUE INDEX "seller_catalog_id_key_key" ON "seller"("catalog_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "taxonomy_name_key" ON "taxonomy"("name");

-- CreateIndex
CREATE UNIQUE INDEX "taxonomy_version_taxonomy_id_sha256_key" ON "taxonomy_version"("taxonomy_id", "sha256");

-- CreateIndex
CREATE INDEX "category_taxonomy_version_id_path_idx" ON "category"("taxonomy_version_id", "path");

-- CreateIndex
CREATE INDEX "category_parent_id_idx" ON "category"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "category_taxonomy_version_id_code_key" ON "category"("taxonomy_version_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "seller_category_seller_id_path_key" ON "seller_category"("seller_id", "path");

-- CreateIndex
CREATE INDEX "product_catalog_id_current_category_id_id_idx" ON "product"("catalog_id", "current_category_id", "id");

-- CreateIndex
CREATE INDEX "product_catalog_id_gtin_idx" ON "product"("catalog_id", "gtin");

-- CreateIndex
CREATE INDEX "product_catalog_id_seller_id_id_idx" ON "product"("catalog_id", "seller_id", "id");

-- CreateIndex
CREATE INDEX "product_survivor_id_idx" ON "product"("survivor_id");

-- CreateIndex
CREATE INDEX "product_updated_at_idx" ON "product"("updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "product_catalog_id_seller_id_sku_key" ON "product"("catalog_id", "seller_id", "sku");

-- CreateIndex
CREATE INDEX "image_blob_sha256_idx" ON "image"("blob_sha256");

-- CreateIndex
CREATE INDEX "image_phash_idx" ON "image"("phash");

-- CreateIndex
CREATE UNIQUE INDEX "image_product_id_source_key" ON "image"("product_id", "source");

-- CreateIndex
CREATE INDEX "import_run_catalog_id_created_at_idx" ON "import_run"("catalog_id", "created_at");

-- CreateIndex
CREATE INDEX "import_row_error_import_run_id_line_idx" ON "import_row_error"("import_run_id", "line");

-- CreateIndex
CREATE INDEX "product_feature_title_signature_idx" ON "product_feature"("title_signature");

-- CreateIndex
CREATE UNIQUE INDEX "model_version_catalog_id_kind_sha256_key" ON "model_version"("catalog_id", "kind", "sha256");

-- CreateIndex
CREATE INDEX "suggestion_model_version_id_suspicion_idx" ON "suggestion"("model_version_id", "suspicion");

-- CreateIndex
CREATE INDEX "candidate_pair_catalog_id_idx" ON "candidate_pair"("catalog_id");

-- CreateIndex
CREATE INDEX "candidate_pair_b_idx" ON "candidate_pair"("b");

-- CreateIndex
CREATE INDEX "pair_score_b_idx" ON "pair_score"("b");

-- CreateIndex
CREATE INDEX "cluster_catalog_id_state_idx" ON "cluster"("catalog_id", "state");

-- CreateIndex
CREATE INDEX "cluster_member_cluster_id_idx" ON "cluster_member"("cluster_id");

-- CreateIndex
CREATE INDEX "merge_cluster_id_idx" ON "merge"("cluster_id");

-- CreateIndex
CREATE INDEX "merge_survivor_id_idx" ON "merge"("survivor_id");

-- CreateIndex
CREATE INDEX "stage_state_stage_state_run_after_idx" ON "stage_state"("stage", "state", "run_after");

-- CreateIndex
CREATE INDEX "stage_state_catalog_id_stage_state_idx" ON "stage_state"("catalog_id", "stage", "state");

-- CreateIndex
CREATE INDEX "stage_event_dispatched_at_id_idx" ON "stage_event"("dispatched_at", "id");

-- CreateIndex
CREATE INDEX "review_item_subject_id_idx" ON "review_item"("subject_id");

-- CreateIndex
CREATE INDEX "review_item_queue_state_lease_until_idx" ON "review_item"("queue", "state", "lease_until");

-- CreateIndex
CREATE UNIQUE INDEX "decision_idempotency_key_key" ON "decision"("idempotency_key");

-- CreateIndex
CREATE INDEX "decision_subject_id_idx" ON "decision"("subject_id");

-- CreateIndex
CREATE INDEX "decision_actor_id_created_at_idx" ON "decision"("actor_id", "created_at");

-- CreateIndex
CREATE INDEX "decision_supersedes_idx" ON "decision"("supersedes");

-- CreateIndex
CREATE INDEX "decision_catalog_id_kind_created_at_idx" ON "decision"("catalog_id", "kind", "created_at");

-- CreateIndex
CREATE INDEX "pair_fact_a_idx" ON "pair_fact"("a");

-- CreateIndex
CREATE INDEX "pair_fact_b_idx" ON "pair_fact"("b");

-- CreateIndex
CREATE INDEX "label_catalog_id_kind_state_id_idx" ON "label"("catalog_id", "kind", "state", "id");

-- CreateIndex
CREATE INDEX "label_subject_id_idx" ON "label"("subject_id");

-- CreateIndex
CREATE INDEX "label_decision_id_idx" ON "label"("decision_id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_catalog_id_sha256_key" ON "dataset"("catalog_id", "sha256");

-- CreateIndex
CREATE INDEX "training_run_catalog_id_created_at_idx" ON "training_run"("catalog_id", "created_at");

-- CreateIndex
CREATE INDEX "evaluation_model_version_id_idx" ON "evaluation"("model_version_id");

-- CreateIndex
CREATE INDEX "export_run_catalog_id_created_at_idx" ON "export_run"("catalog_id", "created_at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_access" ADD CONSTRAINT "catalog_access_catalog_id_fkey" FOREIGN KEY ("catalog_id") REFERENCES "catalog"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog" ADD CONSTRAINT "catalog_taxonomy_version_id_fkey" FOREIGN KEY ("taxonomy_version_id") REFERENCES "taxonomy_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seller" ADD CONSTRAINT "seller_catalog_id_fkey" FOREIGN KEY ("catalog_id") REFERENCES "catalog"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "taxonomy_version" ADD CONSTRAINT "taxonomy_version_taxonomy_id_fkey" FOREIGN KEY ("taxonomy_id") REFERENCES "taxonomy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category" ADD CONSTRAINT "category_taxonomy_version_id_fkey" FOREIGN KEY ("taxonomy_version_id") REFERENCES "taxonomy_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category" ADD CONSTRAINT "category_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "category"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category_name" ADD CONSTRAINT "category_name_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seller_category" ADD CONSTRAINT "seller_category_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "seller"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_catalog_id_fkey" FOREIGN KEY ("catalog_id") REFERENCES "catalog"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "seller"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "image" ADD CONSTRAINT "image_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_catalog_id_fkey" FOREIGN KEY ("catalog_id") REFERENCES "catalog"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cluster_member" ADD CONSTRAINT "cluster_member_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skip" ADD CONSTRAINT "skip_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "review_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

