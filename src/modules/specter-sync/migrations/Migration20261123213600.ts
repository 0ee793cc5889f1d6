import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261123213600 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_specter_run_alone" ON "specter_run" ("type", "forced") WHERE state = 'running' AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_specter_run_alone";`);
  }

}
