# Parts of ./test: what the machine has, a private PostgreSQL server, single checks, one test project.
# shellcheck shell=bash disable=SC2154

# --- tools --------------------------------------------------------------------------------------------------------
need_dotnet() {
  command -v dotnet >/dev/null 2>&1 || PATH="$PATH:${DOTNET_ROOT:-$DOTNET_CLI_HOME/.dotnet}"
  command -v dotnet >/dev/null 2>&1 && dotnet --version >/dev/null 2>&1
}

need_node() {
  command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || return 1
  local version
  version="$(node --version)"
  version="${version#v}"
  [ "${version%%.*}" -ge 20 ]
}

apt_ready=unknown

# Installs packages of the system when that is allowed: as root, or with a sudo that asks nothing.
install_packages() {
  [ "$install" = yes ] && command -v apt-get >/dev/null 2>&1 || return 1
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || return 1
    as=(sudo -n)
  fi
  echo "installing $* …"
  if [ "$apt_ready" = unknown ]; then
    apt_ready=yes
    ${as[@]+"${as[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get update -qq >>"$results/apt.log" 2>&1 </dev/null || apt_ready=no
  fi
  ${as[@]+"${as[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >>"$results/apt.log" 2>&1 </dev/null
}

postgres_bin=""

find_postgres() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null | sort -rV) \
    "$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")"; do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && { postgres_bin="$folder"; return 0; }
  done
  return 1
}

need_postgres() { find_postgres || { install_packages postgresql && find_postgres; }; }

find_chromium() {
  [ -n "${JINGKAI_CHROMIUM:-}" ] && [ -x "$JINGKAI_CHROMIUM" ] && return 0
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
      JINGKAI_CHROMIUM="$(command -v "$name")"
      export JINGKAI_CHROMIUM
      return 0
    fi
  done
  return 1
}

# With its translations, where the system has them apart: fields for dates speak the browser's own language.
need_chromium() {
  find_chromium || { { install_packages chromium chromium-l10n || install_packages chromium; } && find_chromium; }
}

find_fonts() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null | head -1)" ]; }

need_fonts() { find_fonts || { install_packages fonts-noto-cjk fontconfig && find_fonts; }; }

# --- a PostgreSQL server of our own -------------------------------------------------------------------------------
postgres_folder=""
postgres_as=()

# PostgreSQL refuses to run as root: then it runs as its own user, or as nobody.
as_postgres() { ${postgres_as[@]+"${postgres_as[@]}"} "$@"; }

start_postgres() {
  postgres_folder="$(mktemp -d "${TMPDIR:-/tmp}/jingkai-postgres.XXXXXX")"
  if [ "$(id -u)" -eq 0 ]; then
    local user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
    chown "$user" "$postgres_folder"
    if command -v setpriv >/dev/null 2>&1; then
      postgres_as=(setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups)
    else
      postgres_as=(runuser -u "$user" --)
    fi
  fi
  # Never from a folder that this user may not read.
  (cd / && as_postgres "$postgres_bin/initdb" -D "$postgres_folder/data" -U jingkai --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync) \
    >"$results/postgres-initdb.log" 2>&1 || return 1
  local try port
  for try in 1 2 3 4 5 6 7 8; do
    port=$((20000 + (RANDOM * 7 + try) % 40000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && continue
    # The data is thrown away: nothing needs to reach the disk.
    if (cd / && as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -l "$postgres_folder/server.log" -w -t 60 start \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_folder -c fsync=off -c synchronous_commit=off \
        -c full_page_writes=off -c max_connections=300 -c shared_buffers=256MB -c max_wal_size=4GB -c autovacuum_naptime=30s") \
      >"$results/postgres-start.log" 2>&1 </dev/null; then
      export JINGKAI_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=jingkai;Database=postgres"
      return 0
    fi
  done
  cp "$postgres_folder/server.log" "$results/postgres.log" 2>/dev/null
  return 1
}

stop_postgres() {
  [ -n "$postgres_folder" ] || return 0
  local folder="$postgres_folder"
  postgres_folder=""
  cp "$folder/server.log" "$results/postgres.log" 2>/dev/null
  [ -f "$folder/data/postmaster.pid" ] && (cd / && as_postgres "$postgres_bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1)
  rm -rf "$folder"
}

# --- checks and projects ------------------------------------------------------------------------------------------
# A check that is not a test: only its failure is counted.
check() {
  local name="$1" started=$SECONDS
  shift
  if "$@" >"$results/$name.log" 2>&1; then
    echo "$name is right ($((SECONDS - started)) s)"
  else
    tail -60 "$results/$name.log"
    echo "test: the check \"$name\" failed; see artifacts/test/$name.log"
    failed=$((failed + 1))
  fi
}

# By folder: as good for white space as loading the projects, and ten times as fast.
check_format() {
  local folders=() folder
  for folder in src tests bench eng; do [ -d "$folder" ] && folders+=("$folder/"); done
  dotnet format whitespace . --folder --verify-no-changes --include "${folders[@]}" --exclude '**/obj/' '**/bin/' '**/node_modules/'
}

check_web() { [ ! -f web/package.json ] || (cd web && npm run --silent check); }

number() { sed -nE "s/^ *$1: *([0-9]+).*/\1/p" "$2" | tail -1; }

# Runs a test project's own program and adds up what it reports. A program that dies without a report is one failure.
run_project() {
  local name="$1" project program log started=$SECONDS code ok bad not
  project="Jingkai.${name^}Tests"
  program="$root/tests/$project/bin/Release/net10.0/$project.dll"
  log="$results/$name.log"
  step "$name tests"
  if [ ! -f "$program" ]; then
    if [ -d "tests/$project" ]; then
      echo "test: $project is not built"
      failed=$((failed + 1))
    else
      echo "there is no project $project"
      [ "$ci" = no ] || failed=$((failed + 1))
    fi
    return
  fi
  dotnet exec "$program" --no-progress --no-ansi --results-directory "$results/$name" >"$log" 2>&1 </dev/null
  code=$?
  ok="$(number succeeded "$log")" bad="$(number failed "$log")" not="$(number skipped "$log")"
  if [ -z "$ok" ]; then
    tail -100 "$log"
    echo "test: $project ended with code $code and without a report"
    failed=$((failed + 1))
    return
  fi
  if [ "${bad:-0}" -gt 0 ] || [ "$code" -ne 0 ]; then
    grep -vE '^$|^\{"EventId"|^[a-z0-9]+: [0-9]+ (sealed|roll-ups), ' "$log" | head -400
    # Told again at the very end: who reads only the last lines of a long report must find what failed there.
    awk '/^failed /{ left = 14 } left-- > 0' "$log" | head -200 >>"$results/failures.log"
  fi
  grep -E '^skipped ' "$log" | head -40
  # A program that reports no failure and yet ends with one (a crash while cleaning up) has failed; 8 stands for "nothing ran",
  # which is right only when everything was skipped.
  [ "$code" -eq 0 ] || [ "${bad:-0}" -gt 0 ] || { [ "$code" -eq 8 ] && [ "${not:-0}" -gt 0 ]; } || bad=1
  passed=$((passed + ok)) failed=$((failed + ${bad:-0})) skipped=$((skipped + ${not:-0}))
  echo "$project: $ok passed, ${bad:-0} failed, ${not:-0} skipped ($((SECONDS - started)) s)"
}
