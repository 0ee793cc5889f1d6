import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261123213231 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "specter_exchange" ("id" text not null, "action" text not null, "outcome" text not null, "status" integer null, "started_at" timestamptz not null, "duration_ms" integer not null, "request" text not null, "answer" text null, "correlation_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "specter_exchange_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_exchange_deleted_at" ON "specter_exchange" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_exchange_started" ON "specter_exchange" ("started_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_specter_exchange_correlation" ON "specter_exchange" ("correlation_id") WHERE correlation_id IS NOT NULL AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "specter_exchange" cascade;`);
  }

}
