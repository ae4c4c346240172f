-- Which exchanges state a fact, so that forgetting the newest leaves what an older one states; and whether a newer value of its
-- attribute closes it, so that forgetting the newer value opens the older one again.
alter table facts
  add column sources text[] not null default '{}', -- empty in facts from before: only source_interaction_id is known
  add column single boolean;                       -- null in facts from before: as if false
