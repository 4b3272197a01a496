-- A snapshot never changes: neither what a run found, nor the rule texts it followed, nor the head of a run that is over.
CREATE TRIGGER "run_people_never_change" BEFORE UPDATE ON "run_people" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "run_people_stay" BEFORE DELETE ON "run_people" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "run_regions_never_change" BEFORE UPDATE ON "run_regions" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "run_regions_stay" BEFORE DELETE ON "run_regions" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "rule_texts_never_change" BEFORE UPDATE ON "rule_texts" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "rule_texts_stay" BEFORE DELETE ON "rule_texts" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "runs_never_change" BEFORE UPDATE ON "runs" WHEN OLD."state" IN ('done', 'failed', 'cancelled') BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
CREATE TRIGGER "runs_stay" BEFORE DELETE ON "runs" BEGIN SELECT RAISE(ABORT, 'A snapshot never changes.'); END;
