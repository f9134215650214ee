-- Images gain what a large gallery is laid out, filtered and searched by. All of this follows the journal, and is filled
-- from its beginning at the next start.

DROP TABLE images;
DROP TABLE image_search;
DELETE FROM jobs;
DELETE FROM blob_uses;
DELETE FROM decisions;
DELETE FROM awake_actors;
UPDATE projection_position SET position = 0;

-- A number is never used again: an image that is taken back has its own.
CREATE TABLE images (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL,
    chat_id TEXT,
    character_id TEXT,
    provider TEXT,
    job_id TEXT,
    first_version TEXT,
    public_token TEXT NOT NULL UNIQUE,
    favorite INTEGER NOT NULL,
    byte_count INTEGER NOT NULL,
    thumbnails INTEGER NOT NULL,
    thumbnail_bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    placeholder TEXT NOT NULL,
    row TEXT NOT NULL
) STRICT;
CREATE INDEX images_by_user ON images (user_id, created_at, number);
CREATE INDEX images_by_chat ON images (user_id, chat_id, created_at, number);
CREATE INDEX images_by_character ON images (user_id, character_id, created_at, number) WHERE character_id IS NOT NULL;
CREATE INDEX images_by_provider ON images (user_id, provider, created_at, number);
CREATE INDEX images_by_favorite ON images (user_id, favorite, created_at, number);
CREATE INDEX images_by_size ON images (user_id, byte_count, number);
CREATE INDEX images_sizes ON images (user_id, chat_id, byte_count, thumbnails, thumbnail_bytes);
CREATE INDEX images_by_job ON images (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX images_by_version ON images (first_version, number) WHERE first_version IS NOT NULL;

-- Images that were deleted and can still be taken back. A table of their own: no query can find them by oversight.
CREATE TABLE image_bin (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    byte_count INTEGER NOT NULL,
    undo_until INTEGER NOT NULL,
    row TEXT NOT NULL
) STRICT;
CREATE INDEX image_bin_by_user ON image_bin (user_id, undo_until);

-- Holds no text of its own: rowid is images.number. Facets are whose image it is, of which chat, and so on: one word each,
-- so that a filtered search is answered from the search index alone.
CREATE VIRTUAL TABLE image_search USING fts5 (
    facets, prompt, scene, model, caption, tags,
    content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- Which chat uses which image; a background without an image is a cleared one.
CREATE TABLE image_uses (
    position INTEGER PRIMARY KEY,
    user_id TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    image_id TEXT,
    message_id TEXT,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX image_uses_by_chat ON image_uses (user_id, chat_id, kind, position);
CREATE INDEX image_uses_by_image ON image_uses (image_id) WHERE image_id IS NOT NULL;
