#!/bin/sh
# First start of the database container: the owner of the tables, the run-time role that owns nothing, the database.
set -eu
psql --set=ON_ERROR_STOP=1 --username=postgres \
  --set=owner_password="$OWNER_PASSWORD" --set=runtime_password="$RUNTIME_PASSWORD" <<'SQL'
CREATE ROLE jcm_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE jcm_runtime LOGIN PASSWORD :'runtime_password';
CREATE DATABASE jcm OWNER jcm_owner;
REVOKE CONNECT, TEMPORARY ON DATABASE jcm FROM PUBLIC;
GRANT CONNECT ON DATABASE jcm TO jcm_runtime;
\connect jcm
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SQL
