-- What is put around every prompt of a connection.
ALTER TABLE connections ADD COLUMN prompt_style TEXT NOT NULL DEFAULT '';
ALTER TABLE connections ADD COLUMN prompt_prefix TEXT NOT NULL DEFAULT '';
ALTER TABLE connections ADD COLUMN prompt_suffix TEXT NOT NULL DEFAULT '';
ALTER TABLE connections ADD COLUMN negative_prompt TEXT NOT NULL DEFAULT '';
