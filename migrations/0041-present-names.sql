-- Who did it, so that their present name is shown. The names of the time stay for people and keys that are gone.
alter table assets add column uploader_id text;
alter table shares add column creator_id text;
alter table invitations add column inviter_id text;

-- Whether people chose their name. At first it is the part of the address before the @.
alter table accounts add column has_chosen_name boolean not null default false;
update accounts set has_chosen_name = true where name <> split_part(email, '@', 1);
