-- The asset that already had the file of a finished upload, for a client that missed the last answer.
alter table resumable_uploads add column duplicate_of text;
