-- What is wrong with a picture that can be shown nevertheless, for people.
alter table assets add column warning text;
