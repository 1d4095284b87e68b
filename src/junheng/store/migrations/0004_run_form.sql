-- The form of what a run keeps for the pages (app/run_bodies.h); 0: by a program that did not number them.
ALTER TABLE run ADD COLUMN form INTEGER NOT NULL DEFAULT 0;
