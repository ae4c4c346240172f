-- A session's token is stored as its SHA-256 in base64url (features/identity/accounts/hashed-session-tokens.ts).
update sessions set token = translate(rtrim(encode(sha256(convert_to(token, 'UTF8')), 'base64'), '='), '+/', '-_');
comment on column sessions.token is 'the hash of what the cookie holds';
