-- Times are Unix milliseconds. Projected rows are kept whole as JSON; columns exist for what is searched or sorted by.

CREATE TABLE projection_position (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    position INTEGER NOT NULL
) STRICT;
INSERT INTO projection_position VALUES (1, 0);

CREATE TABLE awake_actors (
    persistence_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE images (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL,
    chat_id TEXT,
    character_id TEXT,
    provider TEXT,
    job_id TEXT,
    public_token TEXT NOT NULL UNIQUE,
    favorite INTEGER NOT NULL,
    byte_count INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    row TEXT NOT NULL
) STRICT;
CREATE INDEX images_by_user ON images (user_id, created_at, number);
CREATE INDEX images_by_chat ON images (user_id, chat_id, created_at, number);
CREATE INDEX images_by_size ON images (user_id, byte_count, number);
CREATE INDEX images_by_job ON images (job_id) WHERE job_id IS NOT NULL;

-- Holds no text of its own: rowid is images.number.
CREATE VIRTUAL TABLE image_search USING fts5 (
    prompt, scene, model, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE jobs (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row TEXT NOT NULL
) STRICT;
CREATE INDEX jobs_by_user ON jobs (user_id, created_at, number);
CREATE INDEX jobs_by_chat ON jobs (user_id, chat_id, created_at, number);
CREATE INDEX jobs_by_state ON jobs (user_id, state, created_at, number);

CREATE INDEX jobs_live ON jobs (number) WHERE state IN ('queued', 'running', 'saving');

-- Which image or job names which blob.
CREATE TABLE blob_uses (
    hash TEXT NOT NULL,
    used_by TEXT NOT NULL,
    PRIMARY KEY (hash, used_by)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_uses_by_user ON blob_uses (used_by);

CREATE TABLE decisions (
    position INTEGER PRIMARY KEY,
    user_id TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    message_id TEXT,
    at INTEGER NOT NULL,
    json TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_chat ON decisions (user_id, chat_id, position);

CREATE TABLE connections (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    provider TEXT NOT NULL,
    api_url TEXT,
    model TEXT,
    is_default INTEGER NOT NULL,
    encrypted_key BLOB,
    default_parameters TEXT NOT NULL,
    metadata TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX connections_by_user ON connections (user_id, updated_at);
CREATE UNIQUE INDEX connections_one_default ON connections (user_id) WHERE is_default = 1;

CREATE TABLE built_in_given (
    user_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- chat_id is empty for what the user set for all chats.
CREATE TABLE settings (
    user_id TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (user_id, chat_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE thrown_messages (
    persistence_id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    manifest TEXT NOT NULL,
    payload BLOB NOT NULL,
    error TEXT NOT NULL,
    throws INTEGER NOT NULL,
    thrown_at INTEGER NOT NULL,
    parked_at INTEGER,
    PRIMARY KEY (persistence_id, message_id)
) STRICT;
CREATE INDEX thrown_messages_parked ON thrown_messages (parked_at) WHERE parked_at IS NOT NULL;
CREATE INDEX thrown_messages_counted ON thrown_messages (thrown_at) WHERE parked_at IS NULL;
