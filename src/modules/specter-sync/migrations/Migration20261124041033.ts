import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261124041033 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "specter_batch" ("id" text not null, "kind" text check ("kind" in ('stock', 'articles', 'orders')) not null, "batch_no" text not null, "state" text check ("state" in ('fetched', 'applied', 'acknowledged', 'failed')) not null default 'fetched', "raw" text null, "asked_at" timestamptz not null, "applied_at" timestamptz null, "acknowledged_at" timestamptz null, "duration_ms" integer null, "rows" integer not null default 0, "changed" integer not null default 0, "unchanged" integer not null default 0, "unmatched" integer not null default 0, "problems" integer not null default 0, "attempts" integer not null default 0, "error" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_batch_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_batch_deleted_at" ON "specter_batch" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_specter_batch_no" ON "specter_batch" ("kind", "batch_no") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_batch_open" ON "specter_batch" ("kind", "state") WHERE state <> 'acknowledged' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_batch_created" ON "specter_batch" ("created_at", "id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_batch_row" ("id" text not null, "batch_id" text not null, "subject" text not null, "outcome" text check ("outcome" in ('unmatched', 'problem', 'noted')) not null, "reason" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_batch_row_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_batch_row_deleted_at" ON "specter_batch_row" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_batch_row_batch" ON "specter_batch_row" ("batch_id", "outcome") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_known_article" ("id" text not null, "article_key" text not null, "article_no" text not null, "stock_figure" text null, "stock_by_site" jsonb null, "stock_at" timestamptz null, "awaits_figure" boolean not null default false, "is_known" boolean not null default true, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_known_article_pkey" primary key ("id"));`);
    // A stock batch changes ten thousand of these rows at once: with room beside each, no index has to be written.
    this.addSql(`alter table if exists "specter_known_article" set (fillfactor = 45);`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_known_article_deleted_at" ON "specter_known_article" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_specter_known_article_key" ON "specter_known_article" ("article_key") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_known_article_awaits_figure" ON "specter_known_article" ("article_key") WHERE awaits_figure AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_notice" ("id" text not null, "kind" text check ("kind" in ('invoice', 'order_removed')) not null, "subject" text not null, "state" text check ("state" in ('waiting', 'done', 'failed')) not null default 'waiting', "due_at" timestamptz not null, "attempts" integer not null default 0, "lease_token" text null, "lease_until" timestamptz null, "reason" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_notice_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_notice_deleted_at" ON "specter_notice" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_specter_notice_subject" ON "specter_notice" ("kind", "subject") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_notice_due" ON "specter_notice" ("due_at") WHERE state = 'waiting' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_notice_failed" ON "specter_notice" ("updated_at") WHERE state = 'failed' AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_order_record" ("id" text not null, "order_id" text not null, "status_id" text null, "status_name" text null, "delivery_status" text null, "tracking_numbers" jsonb null, "notes" jsonb null, "told_rows" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_order_record_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_order_record_deleted_at" ON "specter_order_record" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_specter_order_record_order" ON "specter_order_record" ("order_id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_pause" ("id" text not null, "cause" text check ("cause" in ('account', 'outage')) null, "paused_at" timestamptz null, "probe_at" timestamptz null, "misses" integer not null default 0, "words" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_pause_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_pause_deleted_at" ON "specter_pause" ("deleted_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_reference" ("id" text not null, "kind" text check ("kind" in ('article', 'customer', 'order', 'invoice', 'delivery', 'category')) not null, "store_id" text not null, "number" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_reference_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_reference_deleted_at" ON "specter_reference" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_specter_reference_store" ON "specter_reference" ("kind", "store_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_reference_number" ON "specter_reference" ("kind", "number") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_reference_updated" ON "specter_reference" ("kind", "updated_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_run" ("id" text not null, "type" text check ("type" in ('products', 'customers', 'stock', 'stock_update', 'article_import')) not null, "state" text check ("state" in ('running', 'done', 'failed')) not null default 'running', "forced" boolean not null default false, "total" integer not null default 0, "asked" integer not null default 0, "cursor" text null, "planned" boolean not null default false, "lease_token" text null, "lease_until" timestamptz null, "finished_at" timestamptz null, "outcome" jsonb null, "error" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_run_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_run_deleted_at" ON "specter_run" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_run_running" ON "specter_run" ("state") WHERE state = 'running' AND deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_specter_run_alone" ON "specter_run" ("type", "forced") WHERE state = 'running' AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_settled_count" ("id" text not null, "counts" jsonb not null, "total" integer not null, "counted_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_settled_count_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_settled_count_deleted_at" ON "specter_settled_count" ("deleted_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_transfer" ("id" text not null, "kind" text check ("kind" in ('article', 'article_removal', 'customer', 'order', 'order_removal', 'delivery', 'invoice')) not null, "subject_id" text not null, "parent_id" text null, "label" text null, "state" text check ("state" in ('waiting', 'sending', 'sent', 'rejected', 'unconfirmed', 'failed', 'skipped')) not null default 'waiting', "asked_by" text not null, "due_at" timestamptz not null, "attempts" integer not null default 0, "first_failed_at" timestamptz null, "lease_token" text null, "lease_until" timestamptz null, "lane" text null, "asked_again" boolean not null default false, "forced" boolean not null default false, "with_stock" boolean not null default false, "run_id" text null, "dispatched_at" timestamptz null, "tried_hash" text null, "sent_hash" text null, "sent_at" timestamptz null, "specter_number" text null, "outdated" boolean not null default false, "checked_at" timestamptz null, "reason" jsonb null, "words" text null, "failure_kind" text null, "notified_at" timestamptz null, "notes" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_transfer_pkey" primary key ("id"));`);
    // An import of prices changes what is noted of ten thousand articles at once, in columns that no index has.
    this.addSql(`alter table if exists "specter_transfer" set (fillfactor = 50);`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_transfer_deleted_at" ON "specter_transfer" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_specter_transfer_subject" ON "specter_transfer" ("kind", "subject_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_transfer_due" ON "specter_transfer" ("kind", "due_at") WHERE state = 'waiting' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_transfer_lease" ON "specter_transfer" ("lease_until") WHERE state = 'sending' AND deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_specter_transfer_lane" ON "specter_transfer" ("lane") WHERE state = 'sending' AND lane IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_transfer_open" ON "specter_transfer" ("state", "kind") WHERE state <> 'sent' AND state <> 'skipped' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_transfer_parent" ON "specter_transfer" ("parent_id") WHERE parent_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_transfer_run" ON "specter_transfer" ("run_id", "state") WHERE run_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_transfer_updated" ON "specter_transfer" ("updated_at", "id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_turn" ("id" text not null, "token" text null, "lease_until" timestamptz null, "wanted" boolean not null default false, "wants_all" boolean not null default false, "retry_at" timestamptz null, "failures" integer not null default 0, "error" text null, "last_pulled_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_turn_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_turn_deleted_at" ON "specter_turn" ("deleted_at") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "specter_batch" cascade;`);

    this.addSql(`drop table if exists "specter_batch_row" cascade;`);

    this.addSql(`drop table if exists "specter_known_article" cascade;`);

    this.addSql(`drop table if exists "specter_notice" cascade;`);

    this.addSql(`drop table if exists "specter_order_record" cascade;`);

    this.addSql(`drop table if exists "specter_pause" cascade;`);

    this.addSql(`drop table if exists "specter_reference" cascade;`);

    this.addSql(`drop table if exists "specter_run" cascade;`);

    this.addSql(`drop table if exists "specter_settled_count" cascade;`);

    this.addSql(`drop table if exists "specter_transfer" cascade;`);

    this.addSql(`drop table if exists "specter_turn" cascade;`);
  }

}
