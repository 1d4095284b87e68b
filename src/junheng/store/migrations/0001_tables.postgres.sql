-- What has been written is never changed: snapshots may be deleted whole, the audit log only grows.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION '% is never changed', TG_TABLE_NAME;
END
$body$;

CREATE TRIGGER snapshot_is_frozen BEFORE UPDATE ON snapshot FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER snapshot_source_is_frozen BEFORE UPDATE ON snapshot_source FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER snapshot_chunk_is_frozen BEFORE UPDATE ON snapshot_chunk FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER snapshot_part_is_frozen BEFORE UPDATE ON snapshot_part FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER snapshot_area_is_frozen BEFORE UPDATE ON snapshot_area FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER snapshot_school_is_frozen BEFORE UPDATE ON snapshot_school FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_is_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
