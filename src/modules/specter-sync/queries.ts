import { newId } from "./new-id"
import { TRANSFER_STATES } from "./states"

/**
 * Every statement that changes a transfer's state. Each is one atomic statement: no state is read first and written
 * after. Bindings are named (`:name`); times come from the database's clock, so several machines agree on them.
 * Each says `deleted_at IS NULL`, though nothing here is ever deleted softly: the indexes hold for such rows only.
 * Those that wait for rows lock them in the order of their subjects (or keys), so that no two wait for each other; and a
 * CTE that locks is MATERIALIZED, so that it locks once.
 */

/** A number that is not known erases none that is. */
const putReferences = (found: string) => `
INSERT INTO specter_reference AS r (id, kind, store_id, number, created_at, updated_at)
SELECT ${newId("sref")}, x.kind, x.store_id, x.number, now(), now() FROM (${found}) AS x
ORDER BY x.kind, x.store_id
ON CONFLICT (kind, store_id) WHERE deleted_at IS NULL DO UPDATE SET number = coalesce(EXCLUDED.number, r.number), updated_at = now()`

/**
 * Births rows, or takes the wish up on rows that exist: a row under way is asked again, a row in one of
 * `:revivable` states waits anew, and a row that waits stays as it is (unless `:now` hurries it).
 * The merchant's own wish is not forgotten for another's, and pressed once more while it is under way it is the same
 * wish. `:rows` is JSON: [{ subject_id, parent_id, label }]. Returns the rows that wait because of it.
 */
export const ASK = `
INSERT INTO specter_transfer AS t
  (id, kind, subject_id, parent_id, label, state, asked_by, due_at, forced, with_stock, run_id, created_at, updated_at)
SELECT ${newId("strf")}, :kind, r.subject_id, r.parent_id, r.label, 'waiting', :asked_by, now(), :forced, :with_stock, :run_id, now(), now()
FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(subject_id text, parent_id text, label text)
ORDER BY r.subject_id
ON CONFLICT (kind, subject_id) WHERE deleted_at IS NULL DO UPDATE SET
  state = CASE WHEN t.state = 'sending' THEN 'sending' ELSE 'waiting' END,
  asked_again = t.state = 'sending'
    AND (t.asked_again OR NOT (:now AND t.asked_by = 'button' AND EXCLUDED.asked_by = 'button')),
  asked_by = CASE WHEN t.asked_by = 'button' AND t.state NOT IN ('sent', 'skipped') THEN t.asked_by ELSE EXCLUDED.asked_by END,
  due_at = CASE WHEN t.state = 'waiting' AND NOT :now THEN t.due_at ELSE now() END,
  attempts = CASE WHEN t.state IN ('waiting', 'sending') AND NOT :now THEN t.attempts ELSE 0 END,
  first_failed_at = CASE WHEN t.state IN ('waiting', 'sending') AND NOT :now THEN t.first_failed_at END,
  forced = CASE WHEN t.state IN ('waiting', 'sending') THEN t.forced OR EXCLUDED.forced ELSE EXCLUDED.forced END,
  with_stock = CASE WHEN t.state IN ('waiting', 'sending') THEN t.with_stock OR EXCLUDED.with_stock ELSE EXCLUDED.with_stock END,
  run_id = coalesce(EXCLUDED.run_id, CASE WHEN t.state IN ('waiting', 'sending') THEN t.run_id END),
  parent_id = coalesce(EXCLUDED.parent_id, t.parent_id),
  label = coalesce(EXCLUDED.label, t.label),
  updated_at = now()
WHERE t.state IN ('waiting', 'sending') OR t.state = ANY(CAST(:revivable AS text[]))
RETURNING id`

/**
 * A lease that ran out: the process that held it is gone or paused, and may no longer settle the row. Who finds another
 * taking the row back waits for that: it is free then, and whoever claims next must see it. Who has waited holds the row
 * until its statement ends, and a claim passes over what is held: so nobody takes back what it will not claim itself, or
 * what does not stand in its way.
 */
const reclaimed = `
WITH expired AS MATERIALIZED (
  SELECT id FROM specter_transfer WHERE state = 'sending' AND kind = ANY(CAST(:reclaimed_kinds AS text[])) AND lease_until < now() AND deleted_at IS NULL
  ORDER BY subject_id FOR UPDATE),
reclaimed AS (
  UPDATE specter_transfer AS t SET
    state = 'waiting', lease_token = NULL, lease_until = NULL, lane = NULL, due_at = now(), updated_at = now()
  FROM expired WHERE t.id = expired.id
  RETURNING t.kind)`

export const RECLAIM = `${reclaimed} SELECT kind FROM reclaimed`

/** Takes back what was held too long, and tells which of `:kinds` have something due, in their order. */
export const DUE_KINDS = `${reclaimed}
SELECT k.kind FROM unnest(CAST(:kinds AS text[])) WITH ORDINALITY AS k(kind, place)
WHERE NOT EXISTS (SELECT 1 FROM specter_pause WHERE cause IS NOT NULL)
  AND EXISTS (
    SELECT 1 FROM specter_transfer t
    WHERE t.state = 'waiting' AND t.kind = k.kind AND t.due_at <= now() AND t.deleted_at IS NULL
    UNION ALL
    SELECT 1 FROM specter_transfer t
    WHERE t.state = 'sending' AND t.kind = k.kind AND t.lease_until < now() AND t.deleted_at IS NULL)
ORDER BY k.place`

/** Takes up to `:limit` waiting rows of a kind, oldest first; nothing while its lane is taken. */
const claiming = (condition: string) => `
WITH free AS MATERIALIZED (
  SELECT id FROM specter_transfer
  WHERE state = 'waiting' AND kind = :kind AND deleted_at IS NULL AND ${condition}
    AND NOT EXISTS (SELECT 1 FROM specter_transfer s WHERE s.state = 'sending' AND s.lane = :lane AND s.deleted_at IS NULL)
  ORDER BY due_at, id
  LIMIT :limit
  FOR UPDATE SKIP LOCKED)
UPDATE specter_transfer AS t SET
  state = 'sending', lease_token = :token, lease_until = now() + make_interval(secs => :lease_seconds), lane = :lane,
  attempts = t.attempts + 1, asked_again = false, updated_at = now()
FROM free WHERE t.id = free.id
RETURNING t.id, t.kind, t.subject_id, t.parent_id, t.label, t.lease_token, t.lane, t.attempts, t.forced, t.with_stock, t.asked_by, t.sent_hash, t.tried_hash,
  t.specter_number, t.created_at, t.dispatched_at, t.reason, t.words, t.failure_kind, t.notes`

/** What is due. Nothing while sending is paused. */
export const CLAIM = claiming(
  `due_at <= now() AND NOT EXISTS (SELECT 1 FROM specter_pause WHERE cause IS NOT NULL)`
)

/** These very rows, whether due or not and also while sending is paused: the merchant's button. */
export const CLAIM_THESE = claiming(`subject_id = ANY(CAST(:subject_ids AS text[]))`)

/**
 * Prolongs the lease of the rows that are still ours; `:dispatching` notes that a call goes out now, and the `:hash` of
 * what it says. Of several calls without an answer it is the first one's: that is what Specter may have.
 */
export const HOLD = `
WITH held AS MATERIALIZED (
  SELECT id FROM specter_transfer
  WHERE id = ANY(CAST(:ids AS text[])) AND state = 'sending' AND lease_token = :token
  ORDER BY subject_id
  FOR UPDATE)
UPDATE specter_transfer AS t SET
  lease_until = now() + make_interval(secs => :lease_seconds),
  dispatched_at = CASE WHEN :dispatching THEN coalesce(t.dispatched_at, now()) ELSE t.dispatched_at END,
  tried_hash = CASE WHEN :dispatching AND t.dispatched_at IS NULL THEN coalesce(:hash, t.tried_hash) ELSE t.tried_hash END
FROM held WHERE t.id = held.id
RETURNING t.id`

/** A row that was claimed ahead of its lane enters it, unless another is in it or sending is paused. */
export const ENTER_LANE = `
UPDATE specter_transfer AS t SET lane = :lane, lease_until = now() + make_interval(secs => :lease_seconds)
WHERE t.id = :id AND t.state = 'sending' AND t.lease_token = :token AND (t.lane = :lane
  OR NOT EXISTS (SELECT 1 FROM specter_pause WHERE cause IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM specter_transfer s WHERE s.state = 'sending' AND s.lane = :lane AND s.deleted_at IS NULL))
RETURNING t.id`

/** A claimed row waits as it did before. */
export const PUT_BACK = `
UPDATE specter_transfer SET state = 'waiting', lease_token = NULL, lease_until = NULL, lane = NULL,
  attempts = greatest(attempts - 1, 0), asked_again = false, updated_at = now()
WHERE id = :id AND state = 'sending' AND lease_token = :token
RETURNING id`

/**
 * Writes what came of a claimed row, and only for whoever still holds its lease. `:settlements` is JSON, one object a
 * row (see `Settlement`). A row that was asked again while it was being sent waits anew, unless it must not be repeated.
 * A row that is given up says so (`:given_up`, a `Reason`); what failed last is then its note.
 * Whoever was notified while it waited is to be told that it has stopped; of what is rejected once more nobody is.
 * Specter's number of an order is kept in the same instant, whoever holds the lease by now: it must not be sent again.
 */
export const SETTLE = `
WITH s AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(CAST(:settlements AS jsonb)) AS s(
    id text, kind text, subject_id text, state text, repeatable boolean, spends boolean, keep_dispatched boolean, unchanged boolean, hash text, number text,
    reason jsonb, words text, failure_kind text, notes jsonb, label text, parent_id text)),
held AS MATERIALIZED (
  SELECT t.id, s.state = 'again' AND s.spends AND NOT t.asked_again
    AND coalesce(t.first_failed_at, now()) < now() - make_interval(secs => :give_up_seconds) AS given_up
  FROM specter_transfer t JOIN s ON s.id = t.id
  WHERE t.state = 'sending' AND t.lease_token = :token
  ORDER BY t.subject_id
  FOR UPDATE OF t),
kept AS (${putReferences("SELECT kind, subject_id AS store_id, number FROM s WHERE kind = 'order' AND state = 'sent'")})
UPDATE specter_transfer AS t SET
  state = CASE
    WHEN held.given_up THEN 'failed'
    WHEN s.state = 'again' OR t.asked_again AND s.repeatable THEN 'waiting'
    ELSE s.state END,
  due_at = CASE
    WHEN s.state = 'again' AND s.spends THEN now() + make_interval(secs =>
      least(:first_wait_seconds * power(2, least(greatest(t.attempts - 1, 0), 20)), :longest_wait_seconds) * (0.8 + 0.4 * random()))
    ELSE now() END,
  attempts = CASE WHEN s.state <> 'again' THEN 0 WHEN s.spends THEN t.attempts ELSE greatest(t.attempts - 1, 0) END,
  first_failed_at = CASE WHEN s.state = 'again' AND s.spends THEN coalesce(t.first_failed_at, now()) WHEN s.state = 'again' THEN t.first_failed_at END,
  asked_again = false,
  forced = CASE WHEN s.state = 'again' OR t.asked_again THEN t.forced ELSE false END,
  with_stock = CASE WHEN s.state = 'again' OR t.asked_again THEN t.with_stock ELSE false END,
  lease_token = NULL, lease_until = NULL, lane = NULL,
  dispatched_at = CASE WHEN s.keep_dispatched THEN t.dispatched_at END,
  tried_hash = coalesce(s.hash, t.tried_hash),
  sent_hash = CASE WHEN s.state = 'sent' THEN coalesce(s.hash, t.sent_hash) ELSE t.sent_hash END,
  sent_at = CASE WHEN s.state = 'sent' AND NOT s.unchanged THEN now() ELSE t.sent_at END,
  checked_at = CASE WHEN s.state = 'sent' THEN t.dispatched_at ELSE t.checked_at END,
  specter_number = coalesce(s.number, t.specter_number),
  reason = CASE WHEN held.given_up THEN CAST(:given_up AS jsonb) ELSE s.reason END,
  words = s.words, failure_kind = s.failure_kind,
  notified_at = CASE
    WHEN held.given_up OR s.state = 'unconfirmed' THEN NULL
    WHEN s.state = 'rejected' AND coalesce(t.failure_kind, '') NOT IN ('refused', 'mapping') THEN NULL
    ELSE t.notified_at END,
  notes = CASE WHEN held.given_up THEN jsonb_build_array(s.reason) WHEN s.unchanged THEN t.notes ELSE s.notes END,
  label = coalesce(s.label, t.label), parent_id = coalesce(s.parent_id, t.parent_id),
  updated_at = now()
FROM s, held WHERE t.id = s.id AND t.id = held.id
RETURNING t.*`

/** The order was found in Specter: settled without a call, and not held against the store since what went out. */
export const CONFIRM = `
UPDATE specter_transfer SET
  state = 'sent', sent_at = now(), checked_at = dispatched_at, sent_hash = coalesce(tried_hash, sent_hash), specter_number = coalesce(:number, specter_number), dispatched_at = NULL, attempts = 0,
  first_failed_at = NULL, reason = NULL, words = NULL, failure_kind = NULL, updated_at = now()
WHERE kind = :kind AND subject_id = :subject_id AND state IN ('unconfirmed', 'rejected') AND deleted_at IS NULL
RETURNING id`

/** The merchant knows that it is not in Specter: it goes out once more. */
export const SEND_AGAIN = `
UPDATE specter_transfer SET state = 'waiting', due_at = now(), dispatched_at = NULL, attempts = 0, first_failed_at = NULL,
  asked_by = 'button', updated_at = now()
WHERE kind = :kind AND subject_id = :subject_id AND state = 'unconfirmed' AND deleted_at IS NULL
RETURNING id`

/** Of these subjects, the ones that have no row of this kind. */
export const MISSING = `
SELECT wanted.id FROM unnest(CAST(:ids AS text[])) AS wanted(id)
WHERE NOT EXISTS (
  SELECT 1 FROM specter_transfer t WHERE t.kind = :kind AND t.subject_id = wanted.id AND t.deleted_at IS NULL)`

/** Of these subjects, those that were skipped for this reason. */
export const SKIPPED_FOR = `
SELECT subject_id AS id FROM specter_transfer
WHERE kind = :kind AND subject_id = ANY(CAST(:ids AS text[])) AND state = 'skipped' AND reason->>'code' = :code AND deleted_at IS NULL`

/** What came due since then and was skipped for this reason. */
export const SKIPPED_SINCE = `
SELECT subject_id AS id, parent_id FROM specter_transfer
WHERE kind = :kind AND state = 'skipped' AND reason->>'code' = :code AND updated_at >= CAST(:since AS timestamptz) AND deleted_at IS NULL`

/** The row of a subject that is gone; a new one starts without memory of what was sent. */
export const DROP_TRANSFER = `DELETE FROM specter_transfer WHERE kind = :kind AND subject_id = :subject_id AND state <> 'sending' AND deleted_at IS NULL`

/** An order was changed after its transfer, or is again as Specter has it. */
export const MARK_OUTDATED = `
UPDATE specter_transfer SET outdated = :outdated, checked_at = now(),
  updated_at = CASE WHEN outdated = :outdated THEN updated_at ELSE now() END
WHERE kind = 'order' AND subject_id = :subject_id AND state = 'sent' AND deleted_at IS NULL
RETURNING id`

/** Orders that Specter has and that changed in the store since they were last held against it. */
export const CHANGED_SINCE = `
SELECT t.subject_id AS id FROM specter_transfer t
JOIN jsonb_to_recordset(CAST(:rows AS jsonb)) AS o(id text, updated_at timestamptz) ON o.id = t.subject_id
WHERE t.kind = 'order' AND t.state = 'sent' AND t.deleted_at IS NULL
  AND o.updated_at > coalesce(t.checked_at, t.sent_at, t.updated_at)`

export const PAUSE_ROW = `INSERT INTO specter_pause (id, created_at, updated_at) VALUES ('sending', now(), now()) ON CONFLICT DO NOTHING`

export const PAUSE_FOR_ACCOUNT = `
UPDATE specter_pause SET cause = 'account', paused_at = CASE WHEN cause = 'account' THEN paused_at ELSE now() END,
  probe_at = NULL, words = :words, updated_at = now()
WHERE id = 'sending'`

/** One more call that did not reach Specter: after `:limit` in a row all sending pauses, for longer each time. */
export const COUNT_MISS = `
UPDATE specter_pause SET
  misses = misses + 1,
  cause = CASE WHEN cause IS NULL AND misses + 1 >= :limit THEN 'outage' ELSE cause END,
  paused_at = CASE WHEN cause IS NULL AND misses + 1 >= :limit THEN now() ELSE paused_at END,
  probe_at = CASE WHEN cause IS DISTINCT FROM 'account' AND misses + 1 >= :limit
    THEN now() + make_interval(secs => least(:first_wait_seconds * power(2, least(misses + 1 - :limit, 20)), :longest_wait_seconds)) END,
  words = CASE WHEN cause = 'account' THEN words ELSE :words END,
  updated_at = now()
WHERE id = 'sending'`

/**
 * What waits for another transfer goes when that one is in Specter: deliveries and invoices for their order and its number,
 * orders and its own removal for an article. What was skipped without its order or rejected without its number, an order that
 * was rejected for an article's sake, and an invoice that was held back while Specter had an older version of its order wait
 * anew. Their kinds are named, so that an export's thousands of waiting articles are not looked through, and their states
 * kind by kind, so that PostgreSQL finds each by an index.
 */
export const HURRY_DEPENDANTS = `
WITH dependants AS MATERIALIZED (
  SELECT id FROM specter_transfer
  WHERE deleted_at IS NULL AND (
    kind IN ('order_removal', 'delivery', 'invoice') AND state IN ('waiting', 'skipped', 'rejected')
      AND reason->>'code' IN ('order_not_in_specter', 'specter_order_number_unknown') AND parent_id = ANY(:order_ids)
    OR kind = 'invoice' AND state = 'rejected' AND reason->>'code' = 'invoice_of_older_version' AND subject_id = ANY(:order_ids)
    OR kind = 'order' AND state IN ('waiting', 'rejected') AND reason->>'code' IN ('order_article_waits', 'order_article_not_accepted')
      AND reason->'data'->>'variant_id' = ANY(:variant_ids)
    OR kind = 'article_removal' AND state = 'waiting' AND reason->>'code' = 'article_is_being_sent' AND subject_id = ANY(:variant_ids))
  ORDER BY kind, subject_id
  FOR UPDATE SKIP LOCKED)
UPDATE specter_transfer AS t SET
  state = 'waiting', due_at = now(),
  attempts = CASE WHEN t.state = 'waiting' THEN t.attempts ELSE 0 END,
  first_failed_at = CASE WHEN t.state = 'waiting' THEN t.first_failed_at END,
  updated_at = now()
FROM dependants WHERE t.id = dependants.id
RETURNING t.id`

/** Specter answered: sending goes on. Writes nothing when all was well already. */
export const RESUME = `
UPDATE specter_pause SET cause = NULL, paused_at = NULL, probe_at = NULL, misses = 0, words = NULL, updated_at = now()
WHERE id = 'sending' AND (cause IS NOT NULL OR misses > 0)
RETURNING id`

/** Whether an outage's next probe is due; the asker has it then, the others wait for the next. */
export const TAKE_PROBE = `
UPDATE specter_pause SET probe_at = now() + make_interval(secs => :lease_seconds), updated_at = now()
WHERE id = 'sending' AND cause = 'outage' AND probe_at <= now()
RETURNING id`

/** Those that are still to come to an end, or need somebody: few, however many have been sent. */
/** By name: of "not sent and not skipped" PostgreSQL expects a tenth of the ledger, and starts workers for two pages. */
const OPEN_STATES = TRANSFER_STATES.filter((state) => state !== "sent" && state !== "skipped")
  .map((state) => `'${state}'`)
  .join(", ")

export const COUNTS_OPEN = `
SELECT kind, state, count(*)::int AS count FROM specter_transfer
WHERE state IN (${OPEN_STATES}) AND deleted_at IS NULL GROUP BY kind, state`

export const COUNTS_SETTLED = `
SELECT kind, state, count(*)::int AS count FROM specter_transfer
WHERE state IN ('sent', 'skipped') AND deleted_at IS NULL GROUP BY kind, state`

/** Counts them for all processes, unless one has done so within `every_seconds`. */
export const RECOUNT_SETTLED = `
INSERT INTO specter_settled_count (id, counts, total, counted_at, created_at, updated_at)
SELECT 'settled', counted.counts, counted.total, now(), now(), now()
FROM (
  SELECT coalesce(jsonb_agg(to_jsonb(settled)), '[]') AS counts, coalesce(sum(count), 0)::int AS total
  FROM (${COUNTS_SETTLED}) settled) counted
WHERE NOT EXISTS (SELECT 1 FROM specter_settled_count WHERE counted_at > now() - make_interval(secs => :every_seconds))
ON CONFLICT (id) DO UPDATE SET counts = EXCLUDED.counts, total = EXCLUDED.total, counted_at = now(), updated_at = now()`

/** What was counted, where it is too much to be counted each time. */
export const COUNTED_SETTLED = `
SELECT counts FROM specter_settled_count
WHERE id = 'settled' AND total > :easily_counted AND counted_at > now() - make_interval(secs => :at_most_seconds)`

/**
 * An export's many rows wait for each other and say nothing of how well things go. A wish that waits keeps `due_at`, however
 * often more is told of it; `updated_at` does not.
 */
export const OLDEST_WAITING = `
SELECT extract(epoch FROM now() - min(coalesce(first_failed_at, due_at)))::float8 AS seconds FROM specter_transfer
WHERE state IN ('waiting', 'sending') AND run_id IS NULL AND deleted_at IS NULL`

/**
 * How far a run has come: rows that still wait or are being sent, and what became of the others. What has failed for long
 * (`again`) is no longer waited for: it may fail for days.
 */
export const RUN_PROGRESS = `
SELECT CASE WHEN state = 'waiting' AND first_failed_at < now() - make_interval(secs => :patience_seconds) THEN 'again' ELSE state END AS state,
  count(*)::int AS count
FROM specter_transfer WHERE run_id = :run_id AND deleted_at IS NULL GROUP BY 1`

/** Births a run, unless one of the same kind is under way: of several that begin at once, one does. */
export const START_RUN = `
INSERT INTO specter_run (id, type, forced, created_at, updated_at) VALUES (:id, :type, :forced, now(), now())
ON CONFLICT (type, forced) WHERE state = 'running' AND deleted_at IS NULL DO NOTHING
RETURNING id`

export const TAKE_RUN = `
UPDATE specter_run SET lease_token = :token, lease_until = now() + make_interval(secs => :lease_seconds), updated_at = now()
WHERE id = (
  SELECT id FROM specter_run WHERE state = 'running' AND NOT planned AND (lease_until IS NULL OR lease_until < now())
    AND type IN ('products', 'customers', 'stock') AND (CAST(:id AS text) IS NULL OR id = :id)
  ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING *`

/** A page of a run's subjects has been asked for; only its leaseholder may say so. */
export const ADVANCE_RUN = `
UPDATE specter_run SET cursor = coalesce(:cursor, cursor), asked = asked + :asked, planned = :planned,
  total = CASE WHEN :planned THEN asked + :asked ELSE greatest(:total, asked + :asked) END,
  lease_until = now() + make_interval(secs => :lease_seconds), updated_at = now()
WHERE id = :id AND lease_token = :token
RETURNING id`

export const FINISH_RUN = `
UPDATE specter_run SET state = :state, finished_at = now(), outcome = CAST(:outcome AS jsonb), error = :error, lease_token = NULL,
  lease_until = NULL, updated_at = now()
WHERE id = :id AND state = 'running'
RETURNING id`

export const PUT_REFERENCES = putReferences(
  `SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS x(kind text, store_id text, number text)`
)

export const REFERENCES = `
SELECT store_id, number FROM specter_reference WHERE kind = :kind AND store_id = ANY(CAST(:store_ids AS text[])) AND deleted_at IS NULL`

export const DROP_REFERENCE = `DELETE FROM specter_reference WHERE kind = :kind AND store_id = :store_id AND deleted_at IS NULL`

export const KNOWN_ARTICLES = `
SELECT article_key FROM specter_known_article WHERE article_key = ANY(CAST(:keys AS text[])) AND is_known AND deleted_at IS NULL`

/** The store's own figure has gone there. */
export const FIGURES_TOLD = `
UPDATE specter_known_article SET awaits_figure = false, updated_at = now() WHERE awaits_figure AND deleted_at IS NULL AND article_key = ANY(:keys)`

export const FORGET_ARTICLE = `DELETE FROM specter_known_article WHERE article_key = :article_key AND deleted_at IS NULL`

/** Rows that say nothing more to anybody: skipped and removed ones, and finished runs, older than `:days`. */
export const PRUNE_TRANSFERS = `
DELETE FROM specter_transfer WHERE id IN (
  SELECT id FROM specter_transfer
  WHERE updated_at < now() - make_interval(days => :days)
    AND (state = 'skipped' AND kind IN ('customer', 'article') OR state IN ('sent', 'skipped') AND kind = 'article_removal')
  LIMIT :limit)`

export const PRUNE_RUNS = `DELETE FROM specter_run WHERE state <> 'running' AND updated_at < now() - make_interval(days => :days)`

export const PRUNE_NOTICES = `DELETE FROM specter_notice WHERE state <> 'waiting' AND updated_at < now() - make_interval(days => :days)`

const FIRST_DAY = `(CAST(now() AT TIME ZONE 'Europe/Stockholm' AS date) - (CAST(:days AS int) - 1))`

const startOfDay = (number: string) =>
  `CAST(${FIRST_DAY} + ${number} - 1 AS timestamp) AT TIME ZONE 'Europe/Stockholm'`

/** What an export finds unchanged stays with the day on which it was sent, though its row is written anew. */
const ENDED_AT = `CASE WHEN state = 'sent' THEN coalesce(sent_at, updated_at) ELSE updated_at END`

/** By the Swedish day a transfer ended on: how many came to which end, and how soon after the wish Specter had them. */
export const DAILY_FIGURES = `
WITH ended AS (
  SELECT width_bucket(${ENDED_AT}, ARRAY(SELECT ${startOfDay("d")} FROM generate_series(1, CAST(:days AS int)) AS d ORDER BY d)) AS day,
    state, kind, created_at, sent_at
  FROM specter_transfer
  WHERE updated_at >= ${startOfDay("1")} AND state NOT IN ('waiting', 'sending') AND deleted_at IS NULL)
SELECT to_char(${FIRST_DAY} + d.day - 1, 'YYYY-MM-DD') AS date,
  count(*) FILTER (WHERE t.state = 'sent')::int AS sent, count(*) FILTER (WHERE t.state = 'rejected')::int AS rejected,
  count(*) FILTER (WHERE t.state IN ('failed', 'unconfirmed'))::int AS failed,
  count(*) FILTER (WHERE t.state = 'skipped')::int AS skipped,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM t.sent_at - t.created_at))
    FILTER (WHERE t.state = 'sent' AND t.kind = 'order') AS median_seconds
FROM generate_series(1, CAST(:days AS int)) AS d(day) LEFT JOIN ended t ON t.day = d.day
GROUP BY d.day ORDER BY d.day`

/**
 * Orders that somebody has to look at, and those that have waited for long; each is told of once, and once more when it
 * has stopped since (`SETTLE`).
 */
export const TAKE_UNTRANSFERRED = `
WITH taken AS (
  UPDATE specter_transfer SET notified_at = now() WHERE id IN (
    SELECT id FROM specter_transfer
    WHERE kind = 'order' AND notified_at IS NULL AND deleted_at IS NULL AND (state IN ('rejected', 'unconfirmed', 'failed')
      OR state IN ('waiting', 'sending') AND coalesce(first_failed_at, due_at) < now() - make_interval(secs => :patience_seconds))
    ORDER BY created_at LIMIT :limit FOR UPDATE SKIP LOCKED)
  RETURNING *)
SELECT id, kind, subject_id, label, state, specter_number, reason, words FROM taken ORDER BY created_at, id`

export const PUT_UNTRANSFERRED_BACK = `UPDATE specter_transfer SET notified_at = NULL WHERE id = ANY(:ids)`
