import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261124034500 extends Migration {

  // A stock batch changes ten thousand of these rows at once: with room beside each, no index has to be written.
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "specter_known_article" set (fillfactor = 45);`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "specter_known_article" reset (fillfactor);`);
  }

}
