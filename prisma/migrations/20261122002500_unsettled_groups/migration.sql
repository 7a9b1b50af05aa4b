-- Groups of embeddings whose centre is new or has moved: some of their members, and of those of the groups beside them, lie
-- nearer to another centre by now, and the worker moves them. A table of its own: an update of a group's row would be one
-- more entry in the graph of centres.
CREATE TABLE embedding_group_unsettled (
  group_id uuid PRIMARY KEY,
  model_version_id uuid NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO embedding_group_unsettled (group_id, model_version_id) SELECT id, model_version_id FROM embedding_group;
