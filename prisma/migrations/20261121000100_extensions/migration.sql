-- pgvector holds the embeddings; pg_trgm serves title and taxonomy search. Both ship with the embedded database.
CREATE EXTENSION IF NOT EXISTS vector;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
