-- The running program that works on the run (store/presence.h); 0: none.
ALTER TABLE run ADD COLUMN owner INTEGER NOT NULL DEFAULT 0;
