-- Each of these checks ran once for every exchange that was stored or erased. Erasing deletes the embeddings itself, and whom an
-- exchange belongs to follows from its conversation.
alter table interaction_embeddings drop constraint interaction_embeddings_interaction_id_fkey;
alter table interactions drop constraint interactions_user_id_fkey;
-- The buffer is small enough to be read by users.
drop index interactions_waiting;
