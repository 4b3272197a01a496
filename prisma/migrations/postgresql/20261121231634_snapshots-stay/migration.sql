-- A snapshot never changes: neither what a run found, nor the rule texts it followed, nor the head of a run that is over.
CREATE FUNCTION "refuse_change_of_snapshot"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'A snapshot never changes.'; END $$;
CREATE TRIGGER "run_people_stay" BEFORE UPDATE OR DELETE ON "run_people" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_snapshot"();
CREATE TRIGGER "run_regions_stay" BEFORE UPDATE OR DELETE ON "run_regions" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_snapshot"();
CREATE TRIGGER "rule_texts_stay" BEFORE UPDATE OR DELETE ON "rule_texts" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_snapshot"();
CREATE TRIGGER "runs_stay" BEFORE DELETE ON "runs" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_snapshot"();
CREATE TRIGGER "runs_never_change" BEFORE UPDATE ON "runs" FOR EACH ROW WHEN (OLD."state" IN ('done', 'failed', 'cancelled')) EXECUTE FUNCTION "refuse_change_of_snapshot"();
