-- What a worker has measured of itself, as the metrics page of the web process adds it up.
ALTER TABLE heartbeat ADD COLUMN figures jsonb NOT NULL DEFAULT '[]';
