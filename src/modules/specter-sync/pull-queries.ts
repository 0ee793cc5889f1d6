import { newId } from "./new-id"

/** The statements behind batches and turns. As in `queries.ts`, each is atomic and goes by the database's clock. */

export const WANT = `
INSERT INTO specter_turn AS t (id, wanted, wants_all, created_at, updated_at) VALUES (:kind, true, :all, now(), now())
ON CONFLICT (id) DO UPDATE SET wanted = true, wants_all = t.wants_all OR :all, retry_at = NULL, updated_at = now()
WHERE NOT t.wanted OR t.retry_at IS NOT NULL OR :all AND NOT t.wants_all`

/** The turn, if nobody has it. Who wanted a pull until now gets this one. */
export const TAKE_TURN = `
INSERT INTO specter_turn AS t (id, token, lease_until, wanted, created_at, updated_at)
VALUES (:kind, :token, now() + make_interval(secs => :lease_seconds), false, now(), now())
ON CONFLICT (id) DO UPDATE SET token = EXCLUDED.token, lease_until = EXCLUDED.lease_until, wanted = false, retry_at = NULL,
  updated_at = now()
WHERE t.token IS NULL OR t.lease_until < now()
RETURNING id`

/** Only who still has the turn may go on: whoever was paused for too long finds it taken. */
export const HOLD_TURN = `
UPDATE specter_turn SET lease_until = now() + make_interval(secs => :lease_seconds)
WHERE id = :kind AND token = :token
RETURNING now() AS now, last_pulled_at`

/** Whether somebody wanted a pull meanwhile; then this process takes that wish up too. */
export const TAKE_WISH = `
UPDATE specter_turn SET wanted = false, updated_at = now() WHERE id = :kind AND token = :token AND wanted RETURNING id`

export const WANTS_ALL = `SELECT id FROM specter_turn WHERE id = :kind AND token = :token AND wants_all`

/** Specter tells everything from now on; who wants it after this wants it once more. */
export const ALL_TO_COME = `UPDATE specter_turn SET wants_all = false, updated_at = now() WHERE id = :kind AND token = :token`

/** Gives the turn back, unless somebody wanted a pull in the same instant. Specter may have told more since it was asked. */
export const END_TURN = `
UPDATE specter_turn SET token = NULL, lease_until = NULL, retry_at = NULL, failures = 0, error = NULL,
  last_pulled_at = CAST(:asked_at AS timestamptz), updated_at = now()
WHERE id = :kind AND token = :token AND NOT wanted
RETURNING id`

/** Gives the turn back after a failure: the pull is wanted still, later and later. */
export const FAIL_TURN = `
UPDATE specter_turn SET token = NULL, lease_until = NULL, wanted = true, failures = failures + 1, error = :error,
  retry_at = now() + make_interval(secs => least(:first_wait_seconds * power(2, least(failures, 20)), :longest_wait_seconds)),
  updated_at = now()
WHERE id = :kind AND token = :token
RETURNING id`

/** Kinds to pull now: wanted and not put off, left over by a process that is gone, or not asked about for long. */
export const DUE_PULLS = `
SELECT k.id FROM unnest(CAST(:kinds AS text[])) AS k(id) LEFT JOIN specter_turn t ON t.id = k.id
WHERE (t.id IS NULL OR t.token IS NULL OR t.lease_until < now())
  AND coalesce(t.retry_at, now()) <= now()
  AND (t.id IS NULL OR t.wanted OR t.token IS NOT NULL OR t.last_pulled_at IS NULL
    OR t.last_pulled_at < now() - make_interval(mins => :poll_minutes))`

/** All but `raw`, which may be large and which whoever stores it has. */
export const STORE_BATCH = `
INSERT INTO specter_batch AS b (id, kind, batch_no, state, raw, asked_at, rows, created_at, updated_at)
SELECT :id, :kind, :batch_no, 'fetched', :raw, CAST(:asked_at AS timestamptz), :rows, now(), now()
WHERE EXISTS (SELECT 1 FROM specter_turn WHERE id = :kind AND token = :token)
ON CONFLICT (kind, batch_no) WHERE deleted_at IS NULL DO UPDATE SET raw = EXCLUDED.raw, rows = EXCLUDED.rows,
  asked_at = EXCLUDED.asked_at, updated_at = now()
RETURNING id, kind, batch_no, state, asked_at, applied_at, acknowledged_at, duration_ms, rows, changed, unchanged, unmatched, problems,
  attempts, error, created_at, updated_at, deleted_at`

/** For whoever has the turn only, and not when the batch was put back meanwhile (`REOPEN`). */
export const MARK_APPLIED = `
UPDATE specter_batch SET state = 'applied', applied_at = now(), changed = :changed, unchanged = :unchanged,
  unmatched = :unmatched, problems = :problems, error = NULL,
  duration_ms = least(extract(epoch FROM clock_timestamp() - asked_at) * 1000, 2147483647)::int, updated_at = now()
WHERE id = :id AND attempts = :attempts AND EXISTS (SELECT 1 FROM specter_turn WHERE id = kind AND token = :token)
RETURNING id`

/** What was put back meanwhile is applied first. */
export const MARK_ACKNOWLEDGED = `
UPDATE specter_batch SET state = 'acknowledged', acknowledged_at = now(), error = :error, updated_at = now()
WHERE id = :id AND state <> 'fetched'
RETURNING id`

export const MARK_BATCH_FAILED = `
UPDATE specter_batch SET attempts = attempts + 1, error = :error, updated_at = now() WHERE id = :id`

/** This batch and all of its kind that were asked for after it are applied once more, in their order. */
export const REOPEN = `
WITH reopened AS (
  UPDATE specter_batch AS b SET state = 'fetched', attempts = b.attempts + 1, error = :error, updated_at = now()
  FROM specter_batch AS mine
  WHERE mine.id = :id AND b.kind = mine.kind AND b.asked_at >= mine.asked_at AND b.raw IS NOT NULL AND b.deleted_at IS NULL
  RETURNING b.kind)
UPDATE specter_turn SET wanted = true, retry_at = NULL, updated_at = now() WHERE id IN (SELECT kind FROM reopened)`

/** Their ids are in the order in which they were told. */
export const PUT_BATCH_ROWS = `
INSERT INTO specter_batch_row (id, batch_id, subject, outcome, reason, created_at, updated_at)
SELECT 'srow_' || lpad(CAST(:from + row_number() OVER () AS text), 8, '0') || '_' || :batch_id, :batch_id, r.subject, r.outcome, r.reason, now(), now()
FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(subject text, outcome text, reason jsonb)`

export const DROP_BATCH_ROWS = `DELETE FROM specter_batch_row WHERE batch_id = :batch_id`

export const LAST_ASKED = `
SELECT greatest(
  (SELECT coalesce(last_pulled_at, created_at) FROM specter_turn WHERE id = :kind),
  (SELECT max(asked_at) FROM specter_batch WHERE kind = :kind AND deleted_at IS NULL)) AS at`

/** What Specter is known to have stays as it is. */
export const PUT_ARTICLES = `
INSERT INTO specter_known_article AS a (id, article_key, article_no, awaits_figure, is_known, created_at, updated_at)
SELECT ${newId("sart")}, x.article_key, x.article_no, :awaits_figure, :is_known, now(), now()
FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS x(article_key text, article_no text)
ORDER BY x.article_key COLLATE "C"
ON CONFLICT (article_key) WHERE deleted_at IS NULL DO UPDATE SET is_known = EXCLUDED.is_known,
  awaits_figure = a.awaits_figure OR EXCLUDED.awaits_figure, updated_at = now()
WHERE NOT a.is_known`

/**
 * Articles that a batch named: known from now on, with Specter's figure where the batch has one. What was told before stays
 * unwritten, and its time with it: `stock_at` is since when the figure is so. An upsert would take five times as long.
 * Answers with those that have no row yet.
 */
export const SEE_ARTICLES = `
WITH news AS MATERIALIZED (
  SELECT t.article_key, t.figure, t.by_site, k.id
  FROM (SELECT article_key, figure, CAST(by_site AS jsonb) AS by_site
    FROM unnest(CAST(:keys AS text[]), CAST(:figures AS text[]), CAST(:by_site AS text[])) AS u(article_key, figure, by_site)) AS t
  LEFT JOIN specter_known_article k ON k.article_key = t.article_key AND k.deleted_at IS NULL
  WHERE k.id IS NULL OR NOT k.is_known
    OR t.figure IS NOT NULL AND (t.figure IS DISTINCT FROM k.stock_figure OR t.by_site IS DISTINCT FROM k.stock_by_site)
  ORDER BY t.article_key COLLATE "C"),
written AS (
  UPDATE specter_known_article AS a SET
    stock_figure = coalesce(news.figure, a.stock_figure), stock_by_site = CASE WHEN news.figure IS NULL THEN a.stock_by_site ELSE news.by_site END,
    stock_at = CASE WHEN news.figure IS NULL THEN a.stock_at ELSE CAST(:at AS timestamptz) END,
    awaits_figure = a.awaits_figure AND coalesce(CAST(news.figure AS numeric), 0) <= 0, is_known = true, updated_at = now()
  FROM news
  WHERE a.id = news.id
    AND (NOT a.is_known OR news.figure IS NOT NULL AND (a.stock_at IS NULL OR a.stock_at <= CAST(:at AS timestamptz))))
SELECT article_key FROM news WHERE id IS NULL`

export const AWAITS_ANY = `
SELECT 1 FROM specter_known_article WHERE awaits_figure AND deleted_at IS NULL LIMIT 1`

/** Of these articles, those of which Specter's zero says nothing yet. */
export const AWAITED = `
SELECT article_key FROM specter_known_article WHERE awaits_figure AND deleted_at IS NULL AND article_key = ANY(:keys)`

/** A notice that has been worked on already is not worked on again. */
export const PUT_NOTICE = `
INSERT INTO specter_notice (id, kind, subject, state, due_at, created_at, updated_at)
VALUES (:id, :kind, :subject, 'waiting', now(), now(), now())
ON CONFLICT (kind, subject) WHERE deleted_at IS NULL DO UPDATE SET state = 'waiting', due_at = now(), attempts = 0, updated_at = now()
WHERE specter_notice.state = 'failed'`

export const CLAIM_NOTICES = `
UPDATE specter_notice AS n SET lease_token = :token, lease_until = now() + make_interval(secs => :lease_seconds),
  attempts = n.attempts + 1, updated_at = now()
FROM (
  SELECT id FROM specter_notice
  WHERE state = 'waiting' AND due_at <= now() AND (lease_until IS NULL OR lease_until < now()) AND deleted_at IS NULL
  ORDER BY due_at, id LIMIT :limit FOR UPDATE SKIP LOCKED) AS due
WHERE n.id = due.id
RETURNING n.*`

export const SETTLE_NOTICE = `
UPDATE specter_notice SET state = :state, reason = CAST(:reason AS jsonb), lease_token = NULL, lease_until = NULL,
  due_at = CASE WHEN :state = 'waiting' THEN now() + make_interval(secs => least(15 * power(2, least(attempts, 20)), 3600)) ELSE due_at END,
  updated_at = now()
WHERE id = :id AND lease_token = :token
RETURNING id`

export const REVIVE_NOTICES = `
UPDATE specter_notice AS n SET state = 'waiting', due_at = now(), attempts = 0, updated_at = now()
FROM specter_reference r
WHERE n.state = 'failed' AND n.reason->>'code' = 'order_unmatched' AND n.deleted_at IS NULL
  AND r.kind = 'order' AND r.number = split_part(n.subject, '/', 1) AND r.deleted_at IS NULL`

export const COUNT_GIVEN_UP_NOTICES = `
SELECT count(*)::int AS count FROM specter_notice
WHERE state = 'failed' AND updated_at > now() - interval '7 days' AND deleted_at IS NULL
  AND (reason->>'code' <> 'order_unmatched'
    OR EXISTS (SELECT 1 FROM specter_reference WHERE kind = 'order' AND number IS NULL AND deleted_at IS NULL))`

/** What Specter was last sent of these variants: it has that, though the next may be on its way. */
export const ARTICLES_AS_SENT = `
SELECT subject_id, sent_hash FROM specter_transfer
WHERE kind = 'article' AND subject_id = ANY(CAST(:ids AS text[])) AND state IN ('sent', 'waiting', 'sending')
  AND sent_hash IS NOT NULL AND deleted_at IS NULL`

/**
 * What an imported article is in the ledger: Specter has it so, under this number. Rows that wait or are being sent are
 * left to be sent, and so are those that Specter does not have as the store had them, or was sent since it was asked. A new
 * row is only for what the import has made: of any other variant Specter was never sent what the import does not take. None
 * of the others comes back. A row that is `sent` already keeps its time, since nothing was transferred: with no indexed column
 * changed, no index has to be written.
 */
export const NOTE_IMPORTED = `
WITH r AS MATERIALIZED (
  SELECT * FROM unnest(CAST(:subject_ids AS text[]), CAST(:parent_ids AS text[]), CAST(:labels AS text[]), CAST(:hashes AS text[]),
    CAST(:hashes_before AS text[]), CAST(:numbers AS text[])) AS r(subject_id, parent_id, label, hash, hash_before, number)),
named AS (
  INSERT INTO specter_reference AS f (id, kind, store_id, number, created_at, updated_at)
  SELECT ${newId("sref")}, 'article', r.subject_id, r.number, now(), now()
  FROM r LEFT JOIN specter_reference k ON k.kind = 'article' AND k.store_id = r.subject_id AND k.deleted_at IS NULL
  WHERE k.number IS DISTINCT FROM r.number
  ORDER BY r.subject_id
  ON CONFLICT (kind, store_id) WHERE deleted_at IS NULL DO UPDATE SET number = EXCLUDED.number, updated_at = now()),
known AS MATERIALIZED (
  SELECT t.id, t.state, t.sent_hash, t.sent_at, r.* FROM r JOIN specter_transfer t
    ON t.kind = 'article' AND t.subject_id = r.subject_id AND t.deleted_at IS NULL
  ORDER BY r.subject_id
  FOR UPDATE OF t),
kept AS (
  UPDATE specter_transfer AS t SET
    state = 'sent', sent_hash = known.hash, tried_hash = known.hash, specter_number = known.number, label = known.label,
    parent_id = known.parent_id, reason = NULL, words = NULL, failure_kind = NULL, attempts = 0,
    updated_at = CASE WHEN t.state = 'sent' THEN t.updated_at ELSE now() END
  FROM known WHERE t.id = known.id AND known.state NOT IN ('waiting', 'sending') AND known.sent_hash = known.hash_before
    AND coalesce(known.sent_at < CAST(:asked_at AS timestamptz), true)
  RETURNING t.subject_id),
born AS (
  INSERT INTO specter_transfer
    (id, kind, subject_id, parent_id, label, state, asked_by, due_at, sent_hash, tried_hash, specter_number, created_at, updated_at)
  SELECT ${newId("strf")}, 'article', r.subject_id, r.parent_id, r.label, 'sent', 'import', now(), r.hash, r.hash, r.number, now(), now()
  FROM r WHERE r.hash_before IS NULL AND NOT EXISTS (SELECT 1 FROM known WHERE known.subject_id = r.subject_id)
  ORDER BY r.subject_id
  ON CONFLICT (kind, subject_id) WHERE deleted_at IS NULL DO NOTHING
  RETURNING subject_id)
SELECT subject_id FROM kept UNION ALL SELECT subject_id FROM born`

/** What Specter has of an order is known anew: what was told of stock before counts it as it was before. */
const knownAnew = (condition: string) => `
UPDATE specter_reference SET updated_at = now() WHERE kind = 'order' AND store_id = :subject_id AND deleted_at IS NULL AND ${condition}`

/** The rows of an order are Specter's from now on; `:outdated` where the store alone has changed something else. */
export const SET_SENT_HASH = `
WITH known AS (${knownAnew("true")})
UPDATE specter_transfer SET sent_hash = :hash, outdated = :outdated, checked_at = now(), updated_at = now()
WHERE kind = :kind AND subject_id = :subject_id AND state = 'sent' AND deleted_at IS NULL`

/**
 * A transfer that needs no call, such as the removal of an order that Specter itself removed: that is done with then, also
 * where it waits, was refused or was given up.
 */
export const PUT_SKIPPED = `
WITH put AS (
  INSERT INTO specter_transfer AS t (id, kind, subject_id, parent_id, state, asked_by, due_at, reason, created_at, updated_at)
  VALUES (:id, :kind, :subject_id, :parent_id, 'skipped', 'event', now(), CAST(:reason AS jsonb), now(), now())
  ON CONFLICT (kind, subject_id) WHERE deleted_at IS NULL DO UPDATE SET
    state = 'skipped', reason = EXCLUDED.reason, words = NULL, failure_kind = NULL, notes = NULL, attempts = 0,
    first_failed_at = NULL, dispatched_at = NULL, updated_at = now()
  WHERE t.kind = 'order_removal' AND t.state IN ('waiting', 'rejected', 'failed', 'skipped')
    AND t.reason IS DISTINCT FROM EXCLUDED.reason
  RETURNING kind)
${knownAnew("EXISTS (SELECT 1 FROM put WHERE kind = 'order_removal')")}`

export const DROP_CAUSED_BY_SPECTER = `
WITH dropped AS (
  DELETE FROM specter_transfer WHERE kind = :kind AND subject_id = :subject_id AND state = 'skipped'
    AND reason->>'code' = 'caused_by_specter' AND deleted_at IS NULL
  RETURNING kind)
${knownAnew("EXISTS (SELECT 1 FROM dropped WHERE kind = 'order_removal')")}`

/** Of how many of each line item Specter has an order, where that is not what the store has. */
export const SET_SENT_QUANTITIES = `
WITH put AS (
  UPDATE specter_transfer SET sent_hash = :hash, updated_at = now()
  WHERE kind = 'order' AND subject_id = :subject_id AND state = 'sent' AND sent_hash = :before AND deleted_at IS NULL
  RETURNING kind)
${knownAnew("EXISTS (SELECT 1 FROM put)")}`

export const ORDERS_IN_SPECTER = `
SELECT r.store_id AS id, coalesce(t.sent_hash, t.tried_hash) AS hash, EXISTS (
  SELECT 1 FROM specter_transfer x
  WHERE x.kind = 'order_removal' AND x.subject_id = r.store_id AND x.state = 'skipped'
    AND x.reason->>'code' = 'caused_by_specter' AND x.deleted_at IS NULL) AS is_removed
FROM specter_reference r
LEFT JOIN specter_transfer t ON t.kind = 'order' AND t.subject_id = r.store_id AND t.deleted_at IS NULL
WHERE r.kind = 'order' AND r.store_id = ANY(CAST(:ids AS text[])) AND r.deleted_at IS NULL
  AND r.updated_at < CAST(:asked_at AS timestamptz)`

export const PUT_ORDER_RECORD = `
INSERT INTO specter_order_record AS o
  (id, order_id, status_id, status_name, delivery_status, tracking_numbers, notes, told_rows, created_at, updated_at)
VALUES (:id, :order_id, :status_id, :status_name, :delivery_status, CAST(:tracking_numbers AS jsonb), CAST(:notes AS jsonb),
  CAST(:told_rows AS jsonb), now(), now())
ON CONFLICT (order_id) WHERE deleted_at IS NULL DO UPDATE SET
  status_id = coalesce(EXCLUDED.status_id, o.status_id), status_name = coalesce(EXCLUDED.status_name, o.status_name),
  delivery_status = coalesce(EXCLUDED.delivery_status, o.delivery_status),
  tracking_numbers = coalesce(EXCLUDED.tracking_numbers, o.tracking_numbers), notes = coalesce(EXCLUDED.notes, o.notes),
  told_rows = coalesce(EXCLUDED.told_rows, o.told_rows), updated_at = now()`

export const PRUNE_RAW = `
UPDATE specter_batch SET raw = NULL WHERE state = 'acknowledged' AND raw IS NOT NULL AND created_at < now() - make_interval(days => 14)`

export const PRUNE_BATCHES = `
WITH gone AS (DELETE FROM specter_batch WHERE state = 'acknowledged' AND created_at < now() - make_interval(days => :days) RETURNING id)
DELETE FROM specter_batch_row WHERE batch_id IN (SELECT id FROM gone)`

/** How far a pull that somebody watches has come. */
export const PROGRESS_RUN = `
UPDATE specter_run SET asked = :done, total = :total, updated_at = now() WHERE id = :id AND state = 'running'`
