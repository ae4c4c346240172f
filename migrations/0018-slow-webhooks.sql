-- An endpoint that took long to answer. Its deliveries share a few queues with those of other slow endpoints, so that many of
-- them leave room for endpoints that answer.
alter table webhook_endpoints add column slow boolean not null default false;
