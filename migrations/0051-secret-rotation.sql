-- What an earlier secret of the server made, and is still needed: sealed with the present one.
alter table tenant_keys add column sealed_key bytea;        -- null: derived from the present secret and the salt
alter table organizations add column former_link_key bytea; -- the key of former_link_salt; null: derived as well
