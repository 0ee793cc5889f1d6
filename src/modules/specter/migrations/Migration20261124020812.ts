import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261124020812 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "specter_connection" ("id" text not null, "last_success_at" timestamptz null, "last_failure_at" timestamptz null, "last_failure" jsonb null, "tested_at" timestamptz null, "callbacks_digest" text null, "callbacks_registered_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_connection_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_connection_deleted_at" ON "specter_connection" ("deleted_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_exchange" ("id" text not null, "action" text not null, "outcome" text not null, "status" integer null, "started_at" timestamptz not null, "duration_ms" integer not null, "request" text not null, "answer" text null, "correlation_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_exchange_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_exchange_deleted_at" ON "specter_exchange" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_exchange_started" ON "specter_exchange" ("started_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_exchange_correlation" ON "specter_exchange" ("correlation_id") WHERE correlation_id IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "specter_settings" ("id" text not null, "send_order_confirmation" boolean not null default false, "import_products" boolean not null default false, "article_group_creates_category" boolean not null default false, "article_group_category_active" boolean not null default true, "move_product_to_article_group_category" boolean not null default false, "import_price_only" boolean not null default false, "delete_from_specter" boolean not null default true, "ignore_org_number_check" boolean not null default false, "ignore_email_check" boolean not null default false, "delete_order" boolean not null default false, "other" jsonb not null default '{}', "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_settings_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_settings_deleted_at" ON "specter_settings" ("deleted_at") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "specter_connection" cascade;`);

    this.addSql(`drop table if exists "specter_exchange" cascade;`);

    this.addSql(`drop table if exists "specter_settings" cascade;`);
  }

}
