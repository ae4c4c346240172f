-- Counts the pictures of an organization that are being processed: who has fewer goes first.
create index assets_processing on assets (organization_id) where status = 'processing';

-- The oldest of each organization: each gets its share when facts are queued.
drop index interactions_unlearned;
create index interactions_unlearned on interactions (organization_id, ingested_at) where unlearned;
