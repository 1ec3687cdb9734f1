#!/bin/sh
# A PostgreSQL + PostGIS server of one's own for the storage tests: private port, private folder, nothing of the system's touched.
#   .ci/postgres.sh start    starts it (installs Debian's packages when they are missing) and prints the connection string
#   .ci/postgres.sh stop     stops it and removes its folder
#   .ci/postgres.sh halt     stops it in the middle of whatever it does and leaves its data
#   .ci/postgres.sh again    starts it on them, under the same connection string
# Each checkout has its own, so that two may be tested at once; LOGISTICS_POSTGRES_DIR and LOGISTICS_POSTGRES_PORT choose others.
set -eu

id=$(cd "$(dirname "$0")/.." && pwd -P | cksum | cut -d ' ' -f 1)
dir=${LOGISTICS_POSTGRES_DIR:-/tmp/logistics-postgres-$id}
port=${LOGISTICS_POSTGRES_PORT:-$((20000 + id % 10000))}

find_binaries() {
  for bin in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
    version=$(basename "$(dirname "$bin")")
    if [ -x "$bin/initdb" ] && [ -e "/usr/share/postgresql/$version/extension/postgis.control" ]; then
      echo "$bin"
      return
    fi
  done
}

bin=$(find_binaries)
if [ -z "$bin" ] && [ "${1:-}" = start ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql postgresql-15-postgis-3; } >&2 || true
  bin=$(find_binaries)
fi
if [ -z "$bin" ]; then
  echo "no PostgreSQL with PostGIS here: install the packages postgresql-15 and postgresql-15-postgis-3" >&2
  exit 1
fi

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$1"; else sh -c "$1"; fi
}

stop() {
  if [ -f "$dir/data/postmaster.pid" ]; then as_postgres "'$bin/pg_ctl' -D '$dir/data' -m immediate -w stop" >&2 || true; fi
  rm -rf "$dir"
}

run() {
  as_postgres "cd '$dir' && '$bin/pg_ctl' -D data -l server.log -w -o \"-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$dir'\" start >pg_ctl.log" >&2
}

case ${1:-} in
  start)
    stop
    mkdir -p "$dir"
    chmod 700 "$dir"
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s\n' "$password" > "$dir/password"
    if [ "$(id -u)" = 0 ]; then chown -R postgres "$dir"; fi
    as_postgres "cd '$dir' && '$bin/initdb' -D data -U logistics -A scram-sha-256 --pwfile=password -E UTF8 --locale=C.UTF-8 >initdb.log" >&2
    run
    echo "Host=127.0.0.1;Port=$port;Database=postgres;Username=logistics;Password=$password"
    ;;
  stop) stop ;;
  halt) as_postgres "'$bin/pg_ctl' -D '$dir/data' -m immediate -w stop" >&2 ;;
  again) run ;;
  *)
    echo "usage: $0 start|stop|halt|again" >&2
    exit 2
    ;;
esac
