-- PostgreSQL commits transactions that NOTIFY one after the other. So what may be heard a moment later is noted here, and a process
-- notifies of it after the commit, in a transaction that waits for no disk (src/platform/database/notices.ts): that assets changed,
-- for open pages, and that jobs were queued. What takes access away still notifies in its own transaction.
-- Unlogged: a crash of the server empties it, and ends the connections of all who listen, so they look anew.
create unlogged table notices (
  told_at timestamptz not null default clock_timestamp(),
  channel text not null,
  -- What NOTIFY takes.
  payload text not null check (octet_length(payload) < 8000)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Notifies of what was noted, the same thing once, and returns how many notes it took. It waits for others who do, so that
-- notifications keep their order.
create function send_notices() returns integer language sql as $$
  with taken as (
    delete from notices
    where ctid = any(array(select ctid from notices order by told_at, ctid limit 1000 for update))
    returning told_at, channel, payload),
  sent as (
    select pg_notify(channel, payload)
    from (select channel, payload from taken group by channel, payload order by min(told_at)) as told)
  select (select count(*) from taken)::int from (select count(*) from sent) as all_sent
$$;

create or replace function tell_asset_changes(changes asset_change[]) returns void language sql as $$
  with told as (
    select organization_id, library_id, id, change from unnest(changes)
    union
    select organization_id, library_id, parent_id, 'updated' from unnest(changes) c
    where parent_id is not null and not exists (select from unnest(changes) p where p.id = c.parent_id)),
  libraries_told as (
    select organization_id, library_id from told group by 1, 2 having count(*) > 20)
  insert into notices (channel, payload)
  select 'asset_changes', notice::text
  from (
    select json_build_object('organization', t.organization_id, 'library', l.slug, 'change', change, 'ids', json_agg(t.id))
    from told t join libraries l on l.id = t.library_id
    where not exists (select from libraries_told lt where lt.library_id = t.library_id)
    group by t.organization_id, l.slug, change
    union all
    select json_build_object('organization', lt.organization_id, 'library', l.slug)
    from libraries_told lt join libraries l on l.id = lt.library_id) as n(notice);
$$;

-- A link that leads elsewhere, or nowhere, is told at once. A picture's size is told a moment later: without it, a link works as
-- before the picture was read. A library with the same privacy in the same organization changes nothing about a link.
create or replace function notify_asset_links() returns trigger language plpgsql as $$
declare
  changed text[];
  measured text[];
begin
  if tg_op = 'DELETE' then
    changed := array(select id from before);
  else
    -- Their privacy stays as it is until this commits.
    perform from libraries
      where id in (select unnest(array[a.library_id, b.library_id]) from after a join before b on b.id = a.id where a.library_id <> b.library_id)
      order by id for share;
    changed := array(
      select a.id from after a join before b on b.id = a.id
      where (a.blob, a.media_type, a.stripped, a.version, a.filename, a.status = 'failed', a.trashed_at, a.parent_id)
        is distinct from
        (b.blob, b.media_type, b.stripped, b.version, b.filename, b.status = 'failed', b.trashed_at, b.parent_id)
        or a.library_id <> b.library_id
          and (select (organization_id, is_private) from libraries where id = a.library_id)
            is distinct from (select (organization_id, is_private) from libraries where id = b.library_id)
      union
      -- A view goes to the trash with its parent.
      select v.id from assets v join after a on a.id = v.parent_id join before b on b.id = a.id
      where a.trashed_at is distinct from b.trashed_at);
    measured := array(
      select a.id from after a join before b on b.id = a.id
      where (a.width, a.height) is distinct from (b.width, b.height) and a.id <> all(changed));
  end if;
  -- A payload has at most 8,000 bytes.
  perform pg_notify('links', json_build_object('assets', json_agg(id))::text)
  from (select id, (row_number() over () - 1) / 400 as part from unnest(changed) as id) as parts
  group by part;
  insert into notices (channel, payload)
  select 'links', json_build_object('assets', json_agg(id))::text
  from (select id, (row_number() over () - 1) / 400 as part from unnest(measured) as id) as parts
  group by part;
  return null;
end $$;

-- As graphile_worker.add_job, which notifies in the transaction that queues a job. Workers hear of it from the notes instead.
create function queue_job(identifier text, payload json, queue_name text default null, run_at timestamptz default null,
  max_attempts integer default null, job_key text default null, priority integer default null, job_key_mode text default 'replace')
returns void language plpgsql as $$
begin
  insert into graphile_worker._private_tasks (identifier)
  select queue_job.identifier
  where not exists (select from graphile_worker._private_tasks t where t.identifier = queue_job.identifier)
  on conflict do nothing;
  insert into graphile_worker._private_job_queues (queue_name)
  select queue_job.queue_name
  where queue_job.queue_name is not null
    and not exists (select from graphile_worker._private_job_queues q where q.queue_name = queue_job.queue_name)
  on conflict do nothing;
  if job_key_mode <> 'unsafe_dedupe' then
    -- A job that runs has read the state of before, so another follows it.
    update graphile_worker._private_jobs as jobs set key = null, attempts = jobs.max_attempts, updated_at = now()
    where jobs.key = job_key and jobs.is_available is not true;
  end if;
  insert into graphile_worker._private_jobs as jobs (job_queue_id, task_id, payload, run_at, max_attempts, key, priority)
  select q.id, t.id, coalesce(queue_job.payload, '{}'), coalesce(queue_job.run_at, now()), coalesce(queue_job.max_attempts, 25),
    job_key, coalesce(queue_job.priority, 0)
  from graphile_worker._private_tasks t
    left join graphile_worker._private_job_queues q on q.queue_name = queue_job.queue_name
  where t.identifier = queue_job.identifier
  on conflict (key) do update set
    job_queue_id = excluded.job_queue_id,
    task_id = excluded.task_id,
    payload = excluded.payload,
    max_attempts = excluded.max_attempts,
    run_at = case when job_key_mode = 'preserve_run_at' and jobs.attempts = 0 then jobs.run_at else excluded.run_at end,
    priority = excluded.priority,
    revision = jobs.revision + 1,
    attempts = 0,
    last_error = null,
    updated_at = now()
  where jobs.locked_at is null and job_key_mode <> 'unsafe_dedupe';
  -- Once in a transaction.
  if coalesce(current_setting('rookery.told_workers', true), '') = '' then
    perform set_config('rookery.told_workers', 'yes', true);
    insert into notices (channel, payload) values ('jobs:insert', '{}');
  end if;
end $$;
