/** Lets two minutes pass for all orders: reconciling does not look at younger ones, which Medusa may still take back. */
export const ORDERS_GROW_OLD = `
WITH installed AS (UPDATE specter_settings SET created_at = created_at - interval '2 minutes')
UPDATE "order" SET created_at = created_at - interval '2 minutes'`
