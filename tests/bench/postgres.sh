#!/usr/bin/env bash
# postgres.sh lead|gist: the overlaps of the claims on standard input (lines of
# "number,resource,from,until") by PostgreSQL 15, in a cluster of its own that
# is thrown away. Prints nothing where PostgreSQL is not installed.
set -euo pipefail

BIN=/usr/lib/postgresql/15/bin
[ -x $BIN/initdb ] || exit 0

dir=$(mktemp -d)
as_owner=()
if [ "$(id -u)" = 0 ]; then
    as_owner=(runuser -u postgres --)
    chown postgres "$dir"
fi

stop() {
    "${as_owner[@]}" $BIN/pg_ctl -D "$dir/data" -m immediate stop \
        >/dev/null 2>&1 || true
    rm -rf "$dir"
}
trap stop EXIT

cd "$dir"
"${as_owner[@]}" $BIN/initdb -D "$dir/data" -A trust -N >/dev/null
"${as_owner[@]}" $BIN/pg_ctl -D "$dir/data" -w -l "$dir/log" start -o \
    "-c listen_addresses= -c unix_socket_directories=$dir -c fsync=off \
     -c shared_buffers=512MB -c maintenance_work_mem=512MB -c work_mem=512MB \
     -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=8GB \
     -c autovacuum=off" >/dev/null

sql() {
    "${as_owner[@]}" $BIN/psql -h "$dir" -d postgres -X -q -A -t \
        -v ON_ERROR_STOP=1 "$@"
}

# The CPU time of one statement in its backend, and its result.
measure() {
    local what=$1 query=$2 said
    said=$(sql 2>&1 -c 'SET jit = off' \
        -c 'SET max_parallel_workers_per_gather = 0' \
        -c 'SET enable_seqscan = off' \
        -c "$query" \
        -c 'SET client_min_messages = log; SET log_executor_stats = on' \
        -c "$query")
    awk -v what="$what" '
        /user, .* system, .* elapsed/ {
            if (!ms) for (i = 2; i <= NF; i++) {
                if ($i == "user,") ms += 1000 * $(i - 2)
                if ($i == "system,") ms += 1000 * $(i - 2)
            }
        }
        /^[0-9]+$/ { pairs = $1 }
        END { printf "%s\t%.1f\t%s\n", what, ms, pairs }' <<<"$said"
}

case $1 in
lead)
    sql -c 'CREATE TABLE claim (id int, resource int, starts int, until int)' \
        -c '\copy claim FROM pstdin CSV'
    sql -c 'CREATE INDEX ON claim (resource, starts) INCLUDE (until)' \
        -c 'VACUUM ANALYZE claim'
    measure "PostgreSQL, lead() over an index-only scan (neighbours only)" \
        'SELECT count(*) FROM (SELECT until, lead(starts) OVER (PARTITION BY
         resource ORDER BY starts) AS next FROM claim) t WHERE next < until'
    ;;
gist)
    sql -c 'CREATE EXTENSION btree_gist' \
        -c 'CREATE TABLE claim (id int, resource int, starts int, until int)' \
        -c '\copy claim FROM pstdin CSV'
    sql -c 'ALTER TABLE claim ADD span int4range' \
        -c 'UPDATE claim SET span = int4range(starts, until)' \
        -c 'CREATE INDEX ON claim USING gist (resource, span)' \
        -c 'VACUUM ANALYZE claim'
    measure "PostgreSQL, && on a GiST index" \
        'SELECT count(*) FROM claim a JOIN claim b ON a.resource = b.resource
         AND a.span && b.span AND a.id < b.id'
    ;;
esac
