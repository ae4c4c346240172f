-- Links stay valid for as long as each rotation promised, also after the next one.
alter table organizations add column former_link_keys jsonb not null default '[]'; -- newest first: salt, sealedKey (hex; null: derived), until

update organizations set former_link_keys = jsonb_build_array(jsonb_build_object(
    'salt', encode(former_link_salt, 'hex'), 'sealedKey', encode(former_link_key, 'hex'), 'until', former_link_salt_until))
where former_link_salt is not null;

alter table organizations drop column former_link_salt, drop column former_link_salt_until, drop column former_link_key;
