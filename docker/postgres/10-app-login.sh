#!/usr/bin/env bash
# Makes the log-in that the app connects with: no superuser, owner of nothing, and without rights of its own. All it may
# do is take the role tillbook_app, which the first migration makes too; whichever comes first, the other finds it.
# PostgreSQL's entry point runs this once, on an empty volume. Run again, it sets the password anew:
#   docker compose exec postgres bash /docker-entrypoint-initdb.d/10-app-login.sh
set -euo pipefail
: "${TILLBOOK_DB_PASSWORD:?set it in .env}"

# The password is read from the environment by psql itself, so that no list of processes shows it.
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\getenv password TILLBOOK_DB_PASSWORD

select 'create role tillbook_app nologin nosuperuser nobypassrls nocreatedb nocreaterole'
 where not exists (select from pg_roles where rolname = 'tillbook_app') \gexec

select 'create role tillbook'
 where not exists (select from pg_roles where rolname = 'tillbook') \gexec

alter role tillbook login noinherit nosuperuser nobypassrls nocreatedb nocreaterole password :'password';
grant tillbook_app to tillbook;
SQL
