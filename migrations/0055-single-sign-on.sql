-- A sign-in at another service is one account's.
create unique index identities_of_provider on identities (provider_id, provider_account_id);
