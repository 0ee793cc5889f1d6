import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261123210953 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "specter_batch" ("id" text not null, "kind" text check ("kind" in ('stock', 'articles', 'orders')) not null, "batch_no" text not null, "state" text check ("state" in ('fetched', 'applied', 'acknowledged', 'failed')) not null default 'fetched', "raw" text null, "asked_at" timestamptz not null, "applied_at" timestamptz null, "acknowledged_at" timestamptz null, "duration_ms" integer null, "rows" integer not null default 0, "changed" integer not null default 0, "unchanged" integer not null default 0, "unmatched" integer not null default 0, "problems" integer not null default 0, "attempts" integer not null default 0, "error" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_batch_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_batch_deleted_at" ON "specter_batch" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_specter_batch_no" ON "specter_batch" ("kind", "batch_no") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_batch_open" ON "specter_batch" ("kind", "state") WHERE state <> 'acknowledged' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_batch_created" ON "specter_batch" ("created_at", "id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_batch_row" ("id" text not null, "batch_id" text not null, "subject" text not null, "outcome" text check ("outcome" in ('unmatched', 'problem', 'noted')) not null, "reason" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_batch_row_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_batch_row_deleted_at" ON "specter_batch_row" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_batch_row_batch" ON "specter_batch_row" ("batch_id", "outcome") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_notice" ("id" text not null, "kind" text check ("kind" in ('invoice', 'order_removed')) not null, "subject" text not null, "state" text check ("state" in ('waiting', 'done', 'failed')) not null default 'waiting', "due_at" timestamptz not null, "attempts" integer not null default 0, "lease_token" text null, "lease_until" timestamptz null, "reason" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_notice_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_notice_deleted_at" ON "specter_notice" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_specter_notice_subject" ON "specter_notice" ("kind", "subject") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_notice_due" ON "specter_notice" ("due_at") WHERE state = 'waiting' AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_order_record" ("id" text not null, "order_id" text not null, "status_id" text null, "status_name" text null, "delivery_status" text null, "tracking_numbers" jsonb null, "notes" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_order_record_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_order_record_deleted_at" ON "specter_order_record" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_specter_order_record_order" ON "specter_order_record" ("order_id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_turn" ("id" text not null, "token" text null, "lease_until" timestamptz null, "wanted" boolean not null default false, "retry_at" timestamptz null, "failures" integer not null default 0, "error" text null, "last_pulled_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_turn_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_turn_deleted_at" ON "specter_turn" ("deleted_at") WHERE deleted_at IS NULL;`);

    this.addSql(`alter table if exists "specter_known_article" add column if not exists "stock_figure" text null, add column if not exists "stock_at" timestamptz null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "specter_batch" cascade;`);

    this.addSql(`drop table if exists "specter_batch_row" cascade;`);

    this.addSql(`drop table if exists "specter_notice" cascade;`);

    this.addSql(`drop table if exists "specter_order_record" cascade;`);

    this.addSql(`drop table if exists "specter_turn" cascade;`);

    this.addSql(`alter table if exists "specter_known_article" drop column if exists "stock_figure", drop column if exists "stock_at";`);
  }

}
