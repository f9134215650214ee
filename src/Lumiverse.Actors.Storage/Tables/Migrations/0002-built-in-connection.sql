-- Which connection was given to the user, and of which provider: as long as it is of that provider it is no profile of
-- their own. Version 1 gave one of the provider "sketch" to users who had no connection, so theirs is the oldest.
ALTER TABLE built_in_given ADD COLUMN connection_id TEXT;
ALTER TABLE built_in_given ADD COLUMN provider TEXT;
UPDATE built_in_given SET provider = 'sketch', connection_id = (
    SELECT id FROM connections
    WHERE connections.user_id = built_in_given.user_id AND connections.provider = 'sketch'
    ORDER BY created_at, connections.rowid LIMIT 1
);
