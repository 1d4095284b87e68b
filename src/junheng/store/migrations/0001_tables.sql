-- Written with SQLite's strict types; store/dialect.cpp puts them into the words of PostgreSQL. Times are milliseconds since 1970 in UTC.

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  login TEXT NOT NULL,
  display_name TEXT NOT NULL,
  role TEXT NOT NULL,
  area_code TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  must_change_password INTEGER NOT NULL,
  failed_logins INTEGER NOT NULL,
  locked_until INTEGER,
  is_disabled INTEGER NOT NULL,
  created INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX account_login ON account (lower(login));

CREATE TABLE one_time_link (
  token_hash TEXT NOT NULL PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  purpose TEXT NOT NULL,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash TEXT NOT NULL UNIQUE,
  account_id INTEGER NOT NULL REFERENCES account (id),
  created INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  user_agent TEXT NOT NULL,
  address TEXT NOT NULL
) STRICT;
CREATE INDEX session_account ON session (account_id);

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  account_id INTEGER REFERENCES account (id),
  changed INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  licence TEXT NOT NULL,
  is_synthetic INTEGER NOT NULL,
  -- JSON arrays
  years TEXT NOT NULL,
  root_codes TEXT NOT NULL,
  area_count INTEGER NOT NULL,
  school_count INTEGER NOT NULL,
  sources_sha256 TEXT NOT NULL,
  importer_version TEXT NOT NULL,
  mapping_id TEXT NOT NULL,
  mapping_text TEXT NOT NULL,
  account_id INTEGER REFERENCES account (id),
  imported INTEGER NOT NULL,
  encoding INTEGER NOT NULL
) STRICT;
CREATE INDEX snapshot_sources ON snapshot (sources_sha256);

CREATE TABLE snapshot_source (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (snapshot_id, number)
) STRICT;

-- The bytes of a source in pieces, each compressed by itself.
CREATE TABLE snapshot_chunk (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  source_number INTEGER NOT NULL,
  number INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (snapshot_id, source_number, number)
) STRICT;

-- The dataset in parts (store/snapshot_encoding.h). content: 'areas' or 'schools'.
CREATE TABLE snapshot_part (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  path TEXT NOT NULL,
  content TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (snapshot_id, path, content)
) STRICT;

CREATE TABLE snapshot_area (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  level TEXT NOT NULL,
  parent_code TEXT NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (snapshot_id, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX snapshot_area_path ON snapshot_area (snapshot_id, path);
CREATE INDEX snapshot_area_parent ON snapshot_area (snapshot_id, parent_code, path);

CREATE TABLE snapshot_school (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  path TEXT NOT NULL,
  school_id TEXT NOT NULL,
  name TEXT NOT NULL,
  county_code TEXT NOT NULL,
  township_code TEXT NOT NULL,
  kind INTEGER NOT NULL,
  lon REAL,
  lat REAL,
  PRIMARY KEY (snapshot_id, path, school_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX snapshot_school_id ON snapshot_school (snapshot_id, school_id);

CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  standard_id TEXT NOT NULL,
  standard_version TEXT NOT NULL,
  standard_hash TEXT NOT NULL,
  parameters TEXT NOT NULL,
  seed TEXT NOT NULL,
  program_version TEXT NOT NULL,
  account_id INTEGER REFERENCES account (id),
  created INTEGER NOT NULL,
  state TEXT NOT NULL,
  started INTEGER,
  finished INTEGER,
  error TEXT NOT NULL
) STRICT;
CREATE INDEX run_state ON run (state);

CREATE TABLE run_snapshot (
  run_id INTEGER NOT NULL REFERENCES run (id),
  position INTEGER NOT NULL,
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_snapshot_snapshot ON run_snapshot (snapshot_id);

CREATE TABLE run_result (
  run_id INTEGER NOT NULL REFERENCES run (id),
  area_code TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  etag TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (run_id, area_code, name)
) STRICT;

CREATE TABLE run_row (
  run_id INTEGER NOT NULL REFERENCES run (id),
  area_code TEXT NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  level TEXT NOT NULL,
  verdict TEXT NOT NULL,
  PRIMARY KEY (run_id, area_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_row_path ON run_row (run_id, path);

CREATE TABLE run_key (
  run_id INTEGER NOT NULL REFERENCES run (id),
  area_code TEXT NOT NULL,
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  value REAL,
  PRIMARY KEY (run_id, area_code, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_key_value ON run_key (run_id, key, value);

CREATE TABLE scenario (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  area_code TEXT NOT NULL,
  name TEXT NOT NULL,
  changes TEXT NOT NULL,
  account_id INTEGER REFERENCES account (id),
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX scenario_area ON scenario (snapshot_id, area_code);

-- No references: an entry outlives what it is about.
CREATE TABLE audit_log (
  seq INTEGER NOT NULL PRIMARY KEY,
  time INTEGER NOT NULL,
  account_id INTEGER,
  event TEXT NOT NULL,
  object TEXT NOT NULL,
  before_hash TEXT NOT NULL,
  after_hash TEXT NOT NULL,
  details TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
