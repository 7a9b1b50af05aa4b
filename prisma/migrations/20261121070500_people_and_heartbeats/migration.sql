-- An invitation names the catalogs, a sign-in link the account; neither is ever asked of the visitor.
ALTER TABLE sign_in_link ADD COLUMN catalog_ids uuid[] NOT NULL DEFAULT '{}';
ALTER TABLE sign_in_link ADD COLUMN user_id text REFERENCES "user" (id) ON DELETE CASCADE;
ALTER TABLE sign_in_link ADD COLUMN revoked_at timestamptz(3);
CREATE INDEX sign_in_link_user_id_idx ON sign_in_link (user_id);

-- Links of before named the account by its address.
UPDATE sign_in_link SET user_id = u.id FROM "user" u
WHERE sign_in_link.purpose = 'sign-in' AND u.email = sign_in_link.email;

-- What a person may become, and what a link is for, are closed lists.
ALTER TABLE "user" ADD CONSTRAINT user_role CHECK (role IN ('moderator', 'lead', 'ml', 'admin'));
ALTER TABLE sign_in_link ADD CONSTRAINT sign_in_link_role CHECK (role IN ('moderator', 'lead', 'ml', 'admin'));
ALTER TABLE sign_in_link ADD CONSTRAINT sign_in_link_purpose CHECK (
  (purpose = 'setup' AND user_id IS NULL)
  OR (purpose = 'invitation' AND email IS NOT NULL AND user_id IS NULL)
  OR purpose = 'sign-in'
);

CREATE TABLE upload (
  id uuid PRIMARY KEY,
  actor_id text NOT NULL,
  file_name text NOT NULL,
  bytes bigint NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX upload_actor_id_idx ON upload (actor_id);

CREATE TABLE heartbeat (
  process text PRIMARY KEY,
  kind text NOT NULL,
  started_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL
);
