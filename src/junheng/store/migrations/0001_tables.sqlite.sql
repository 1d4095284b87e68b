-- What has been written is never changed: snapshots may be deleted whole, the audit log only grows.

CREATE TRIGGER snapshot_is_frozen BEFORE UPDATE ON snapshot BEGIN SELECT RAISE(ABORT, 'snapshot is never changed'); END;
CREATE TRIGGER snapshot_source_is_frozen BEFORE UPDATE ON snapshot_source BEGIN SELECT RAISE(ABORT, 'snapshot_source is never changed'); END;
CREATE TRIGGER snapshot_chunk_is_frozen BEFORE UPDATE ON snapshot_chunk BEGIN SELECT RAISE(ABORT, 'snapshot_chunk is never changed'); END;
CREATE TRIGGER snapshot_part_is_frozen BEFORE UPDATE ON snapshot_part BEGIN SELECT RAISE(ABORT, 'snapshot_part is never changed'); END;
CREATE TRIGGER snapshot_area_is_frozen BEFORE UPDATE ON snapshot_area BEGIN SELECT RAISE(ABORT, 'snapshot_area is never changed'); END;
CREATE TRIGGER snapshot_school_is_frozen BEFORE UPDATE ON snapshot_school BEGIN SELECT RAISE(ABORT, 'snapshot_school is never changed'); END;
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is never changed'); END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is never changed'); END;
