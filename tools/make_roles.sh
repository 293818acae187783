#!/bin/sh
# The owner of the tables, the run-time role that owns nothing, the database. Run by the database's container at its
# first start, or by hand as an administrator of a server that others made (PGHOST, PGUSER and PGPASSWORD say which); as
# often as wanted: what is there stays, passwords become those that are given.
set -eu
psql --set=ON_ERROR_STOP=1 --no-psqlrc --quiet --username="${PGUSER:-postgres}" --dbname="${PGDATABASE:-postgres}" \
  --set=owner_password="$OWNER_PASSWORD" --set=runtime_password="$RUNTIME_PASSWORD" <<'SQL'
SELECT format('CREATE ROLE %I LOGIN', name) FROM unnest(ARRAY['jcm_owner', 'jcm_runtime']) AS wanted(name)
WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted.name) \gexec
ALTER ROLE jcm_owner PASSWORD :'owner_password';
ALTER ROLE jcm_runtime PASSWORD :'runtime_password';
-- An administrator who is no superuser may give a database to a role of which they are a member.
GRANT jcm_owner TO CURRENT_USER;
SELECT 'CREATE DATABASE jcm OWNER jcm_owner' WHERE NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = 'jcm') \gexec
ALTER DATABASE jcm OWNER TO jcm_owner;
SET ROLE jcm_owner;
REVOKE CONNECT, TEMPORARY ON DATABASE jcm FROM PUBLIC;
GRANT CONNECT ON DATABASE jcm TO jcm_runtime;
RESET ROLE;
\connect jcm
-- Of a database that was there before, its public schema too; a superuser needs no right to close it.
SELECT CASE WHEN pg_has_role(nspowner, 'MEMBER') THEN 'REVOKE CREATE ON SCHEMA public FROM PUBLIC' END
FROM pg_namespace WHERE nspname = 'public' \gexec
SET ROLE jcm_owner;
GRANT USAGE, CREATE ON SCHEMA public TO jcm_owner;
RESET ROLE;
REVOKE jcm_owner FROM CURRENT_USER;
SQL
