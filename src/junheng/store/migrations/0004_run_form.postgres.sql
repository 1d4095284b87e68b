-- Where the programs run that are owners of runs (store/presence.h). With SQLite the lock of a file tells all.
CREATE TABLE program (
  owner BIGINT NOT NULL PRIMARY KEY,
  host TEXT COLLATE "C" NOT NULL,
  pid BIGINT NOT NULL,
  process_start TEXT COLLATE "C" NOT NULL
);
