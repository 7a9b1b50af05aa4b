-- What the review desk keeps beside items and decisions: frozen selections, gold answers, notes, guidelines, proposals.

-- "All that match this filter", frozen: the rows that a person confirms later are those that were counted and shown.
CREATE TABLE bulk_selection (
  id uuid PRIMARY KEY,
  catalog_id uuid NOT NULL REFERENCES catalog (id),
  actor_id text NOT NULL,
  filter jsonb NOT NULL,
  state text NOT NULL DEFAULT 'frozen' CHECK (state IN ('frozen', 'confirmed', 'undone')),
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX bulk_selection_actor ON bulk_selection (actor_id, created_at DESC);
CREATE TABLE bulk_row (
  bulk_id uuid NOT NULL REFERENCES bulk_selection (id) ON DELETE CASCADE,
  ordinal int NOT NULL,
  item_id uuid NOT NULL REFERENCES review_item (id) ON DELETE CASCADE,
  subject_id uuid NOT NULL,
  subject_revision int NOT NULL,
  category_id uuid NOT NULL,
  -- waiting: not confirmed yet; done: decided by this selection; left: somebody else had it, or it changed; undone.
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'left', 'undone')),
  PRIMARY KEY (bulk_id, ordinal)
);
CREATE INDEX bulk_row_state ON bulk_row (bulk_id, state, ordinal);
CREATE INDEX decision_bulk ON decision (bulk_id) WHERE bulk_id IS NOT NULL;
CREATE INDEX decision_item ON decision (item_id);

-- Items whose answer is known; served now and then, unmarked, to learn how sure people are.
CREATE TABLE gold_item (
  catalog_id uuid NOT NULL REFERENCES catalog (id),
  product_id uuid NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  category_id uuid NOT NULL,
  why text NOT NULL DEFAULT '',
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (catalog_id, product_id)
);

CREATE TABLE item_comment (
  id uuid PRIMARY KEY,
  catalog_id uuid NOT NULL REFERENCES catalog (id),
  subject_id uuid NOT NULL,
  actor_id text NOT NULL,
  body text NOT NULL,
  mentions text[] NOT NULL DEFAULT '{}',
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX item_comment_subject ON item_comment (subject_id, created_at);

CREATE TABLE guideline (
  id uuid PRIMARY KEY,
  catalog_id uuid NOT NULL REFERENCES catalog (id),
  category_id uuid NOT NULL,
  version int NOT NULL,
  body text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (catalog_id, category_id, version)
);

CREATE TABLE category_proposal (
  id uuid PRIMARY KEY,
  catalog_id uuid NOT NULL REFERENCES catalog (id),
  parent_id uuid,
  name text NOT NULL,
  product_id uuid,
  note text NOT NULL DEFAULT '',
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'refused')),
  answer text,
  actor_id text NOT NULL,
  answered_by text,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX category_proposal_open ON category_proposal (catalog_id, state, created_at);
