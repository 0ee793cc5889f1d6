import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123233500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "specter_known_article" add column if not exists "stock_by_site" jsonb null, add column if not exists "awaits_figure" boolean not null default false, add column if not exists "is_known" boolean not null default true;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_specter_known_article_awaits_figure" ON "specter_known_article" ("article_key") WHERE awaits_figure AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_specter_known_article_awaits_figure";`)
    this.addSql(
      `alter table if exists "specter_known_article" drop column if exists "stock_by_site", drop column if exists "awaits_figure", drop column if exists "is_known";`
    )
  }
}
