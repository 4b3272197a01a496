/** What somebody may do who may write anything into the database of a company, as SQL that both databases take; the demo company has all that it names. */
export const TRAIL_ATTACKS = [
  {
    attack: 'the last entry is deleted',
    kind: 'cut',
    script: 'DELETE FROM audit_entries WHERE sequence = (SELECT max(sequence) FROM audit_entries)',
  },
  {
    attack: 'the last five entries are deleted',
    kind: 'cut',
    script: 'DELETE FROM audit_entries WHERE sequence > (SELECT max(sequence) - 5 FROM audit_entries)',
  },
  { attack: 'every entry is deleted', kind: 'empty', script: 'DELETE FROM audit_entries' },
  { attack: 'all but the first are deleted', kind: 'cut', script: 'DELETE FROM audit_entries WHERE sequence > 1' },
  { attack: 'the first entry is deleted', kind: 'missing', script: 'DELETE FROM audit_entries WHERE sequence = 1' },
  { attack: 'an entry is deleted', kind: 'missing', script: 'DELETE FROM audit_entries WHERE sequence = 9' },
  { attack: 'a reason is changed', kind: 'changed', script: "UPDATE audit_entries SET reason = 'x' WHERE sequence = 9" },
  {
    attack: 'a hash of content is changed',
    kind: 'changed',
    script: "UPDATE audit_entries SET contents = replace(contents, 'a', 'b') WHERE contents LIKE '%runs %'",
  },
  { attack: 'the key of an entry is taken off', kind: 'unkeyed', script: 'UPDATE audit_entries SET key_id = NULL WHERE sequence = 9' },
] as const

/** The same to what the trail's entries tell of. */
export const CONTENT_ATTACKS = [
  {
    attack: 'a score in a result',
    what: /^runs /,
    script: "UPDATE run_people SET score = '99.99' WHERE rowid = (SELECT max(rowid) FROM run_people)",
  },
  {
    attack: 'the text of a result',
    what: /^runs /,
    script: `UPDATE run_people SET result = replace(result, '"final":"', '"final":"1') WHERE kind = 'service'`,
  },
  {
    attack: 'facts under a result',
    what: /^runs /,
    script: "UPDATE run_people SET facts = facts || ' ' WHERE rowid = (SELECT min(rowid) FROM run_people)",
  },
  {
    attack: 'a person taken out of a result',
    what: /^runs /,
    script: 'DELETE FROM run_people WHERE rowid = (SELECT max(rowid) FROM run_people)',
  },
  {
    attack: 'the pool of a region',
    what: /^runs /,
    script: "UPDATE run_regions SET result = replace(result, '1', '2') WHERE rowid = (SELECT min(rowid) FROM run_regions)",
  },
  { attack: 'the rules that a run followed', what: /^runs /, script: "UPDATE rule_texts SET texts = replace(texts, '0.4', '0.5')" },
  { attack: 'the settings that a run followed', what: /^runs /, script: "UPDATE runs SET settings = '{}'" },
  {
    attack: 'a run that nobody made',
    what: /^runs forged/,
    script:
      "INSERT INTO runs (id, period, state, started_by, started_at, engine_version) VALUES ('forged', '2026-08', 'done', 'x', 'x', '1')",
  },
  {
    attack: 'another run published',
    what: /^appraisal_periods/,
    script: "UPDATE appraisal_periods SET published_run = 'x' WHERE state = 'closed'",
  },
  {
    attack: 'a closed period opened again',
    what: /^appraisal_periods/,
    script: "UPDATE appraisal_periods SET state = 'review' WHERE state = 'closed'",
  },
  {
    attack: 'a commission',
    what: /^records /,
    script: 'UPDATE commissions SET amount = amount + 100000 WHERE id = (SELECT max(id) FROM commissions)',
  },
  {
    attack: 'a commission that nobody entered',
    what: /^records /,
    script:
      'INSERT INTO commissions (book, "row", period, region, amount, added) SELECT book, 9, \'2027-01\', region, amount, added FROM commissions WHERE id = 1',
  },
  {
    attack: 'a commission of no change',
    what: /^records 999/,
    script:
      'INSERT INTO commissions (book, "row", period, region, amount, added) SELECT book, 9, \'2027-01\', region, amount, 999 FROM commissions WHERE id = 1',
  },
  { attack: 'a commission removed', what: /^records /, script: 'DELETE FROM commissions WHERE id = (SELECT max(id) FROM commissions)' },
  { attack: 'a commission taken out of force', what: /^commissions /, script: 'UPDATE commissions SET book = -book WHERE id = 1' },
  { attack: 'an order', what: /^records /, script: 'UPDATE orders SET amount = amount * 2 WHERE id = 7' },
  { attack: 'a mark', what: /^records /, script: 'UPDATE evaluations SET score = 10000 WHERE id = 7' },
  { attack: 'whom a collection counts for', what: /^records /, script: "UPDATE collections SET credited_rep = 'X' WHERE id = 7" },
  { attack: 'a decision', what: /^records /, script: "UPDATE decisions SET decision = 'zero'" },
  {
    attack: 'a payment that nobody made',
    what: /^payments 1/,
    script:
      "INSERT INTO payments (period, kind, paid_on, reference, by, by_name, at) VALUES ('2026-08', 'paid', 20260915, 'x', 'x', 'x', 'x')",
  },
  {
    attack: 'a confirmation that nobody gave',
    what: /^confirmations 1/,
    script:
      "INSERT INTO confirmations (period, run, employee, kind, role, account, state, at) VALUES ('2026-09', 'x', 'T001', 'service', 'person', 'x', 'confirmed', 'x')",
  },
  {
    attack: 'an adjustment that nobody accepted',
    what: /^adjustments 1/,
    script:
      "INSERT INTO adjustments (closed_period, open_period, employee, name, region, due, paid, difference, reasons, run, state, at) VALUES ('2026-08', '2026-10', 'T001', 'x', 'EAST', 2, 1, 1, '[]', 'x', 'accepted', 'x')",
  },
  {
    attack: 'a setting',
    what: /^setting_changes 1/,
    script:
      "INSERT INTO setting_changes (key, value, effective_from, reason, at, by) VALUES ('bonus.pool.cap', 'none', 20260101, 'x', 'x', 'x')",
  },
  {
    attack: 'a rule that nobody published',
    what: /^rule_publications 1/,
    script:
      "INSERT INTO rule_publications (file, rule, text, effective_from, reason, at, by) VALUES ('pay/x.json', 'pay.x', '{}', 20260101, 'x', 'x', 'x')",
  },
  {
    attack: 'positions that somebody gave themselves',
    what: /^accounts /,
    script: `UPDATE accounts SET positions = '["administrator"]' WHERE username = 'engineer'`,
  },
] as const
