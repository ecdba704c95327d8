import { sql, type Kysely } from 'kysely';

/** People, how they sign in, and what was done with their accounts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table person (
    id text primary key,
    name text not null,
    email text not null unique collate nocase,
    post text,
    created_at text not null,
    suspended_at text
  ) strict`.execute(db);

  await sql`create table administrator (
    person_id text primary key references person (id),
    since text not null,
    appointed_by text references person (id)
  ) strict`.execute(db);

  await sql`create table credential (
    person_id text primary key references person (id),
    password_hash text not null,
    changed_at text not null
  ) strict`.execute(db);

  await sql`create table auth_session (
    id text primary key,
    person_id text not null references person (id),
    secret_hash blob not null,
    created_at text not null,
    used_at text not null
  ) strict`.execute(db);
  await sql`create index auth_session_person on auth_session (person_id)`.execute(db);

  // Links that let somebody in once: a first administrator, an invitation, a new password.
  await sql`create table access_link (
    token_hash blob primary key,
    purpose text not null check (purpose in ('first-administrator', 'invitation', 'password-reset')),
    person_id text references person (id),
    created_at text not null,
    created_by text references person (id),
    expires_at text not null,
    used_at text
  ) strict`.execute(db);

  // Tokens left in each bucket ("email:..." or "address:...") and when they were last counted.
  await sql`create table sign_in_bucket (
    key text primary key,
    tokens real not null,
    counted_at text not null
  ) strict`.execute(db);
}
