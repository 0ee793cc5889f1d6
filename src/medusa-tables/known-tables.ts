/**
 * The tables of Medusa's that set-based SQL touches, as Medusa 2.21 makes them: each column with its type. Of `all`
 * columns none may be missing and none new: what is written there would else perhaps not be all that Medusa writes.
 */
export const KNOWN_TABLES = {
  inventory_level: {
    all: true,
    columns: {
      id: "text",
      created_at: "timestamp with time zone",
      updated_at: "timestamp with time zone",
      deleted_at: "timestamp with time zone",
      inventory_item_id: "text",
      location_id: "text",
      stocked_quantity: "numeric",
      reserved_quantity: "numeric",
      incoming_quantity: "numeric",
      metadata: "jsonb",
      raw_stocked_quantity: "jsonb",
      raw_reserved_quantity: "jsonb",
      raw_incoming_quantity: "jsonb",
    },
  },
  price: {
    all: true,
    columns: {
      id: "text",
      title: "text",
      price_set_id: "text",
      currency_code: "text",
      raw_amount: "jsonb",
      rules_count: "integer",
      created_at: "timestamp with time zone",
      updated_at: "timestamp with time zone",
      deleted_at: "timestamp with time zone",
      price_list_id: "text",
      amount: "numeric",
      min_quantity: "numeric",
      max_quantity: "numeric",
      raw_min_quantity: "jsonb",
      raw_max_quantity: "jsonb",
    },
  },
  reservation_item: {
    all: false,
    columns: {
      inventory_item_id: "text",
      location_id: "text",
      line_item_id: "text",
      quantity: "numeric",
      deleted_at: "timestamp with time zone",
    },
  },
  order_item: {
    all: false,
    columns: { order_id: "text", item_id: "text", deleted_at: "timestamp with time zone" },
  },
  inventory_item: { all: false, columns: { id: "text", deleted_at: "timestamp with time zone" } },
  product_variant: {
    all: false,
    columns: {
      id: "text",
      updated_at: "timestamp with time zone",
      product_id: "text",
      sku: "text",
      title: "text",
      barcode: "text",
      ean: "text",
      upc: "text",
      hs_code: "text",
      origin_country: "text",
      weight: "real",
      length: "real",
      width: "real",
      height: "real",
      manage_inventory: "boolean",
      deleted_at: "timestamp with time zone",
    },
  },
  product: {
    all: false,
    columns: {
      id: "text",
      updated_at: "timestamp with time zone",
      title: "text",
      type_id: "text",
      hs_code: "text",
      origin_country: "text",
      weight: "real",
      length: "real",
      width: "real",
      height: "real",
      deleted_at: "timestamp with time zone",
    },
  },
  price_set: { all: false, columns: { id: "text", deleted_at: "timestamp with time zone" } },
  product_variant_price_set: {
    all: false,
    columns: {
      variant_id: "character varying(255)",
      price_set_id: "character varying(255)",
      deleted_at: "timestamp with time zone",
    },
  },
  product_variant_inventory_item: {
    all: false,
    columns: {
      variant_id: "character varying(255)",
      inventory_item_id: "character varying(255)",
      required_quantity: "numeric",
      deleted_at: "timestamp with time zone",
    },
  },
} as const

export type KnownTable = keyof typeof KNOWN_TABLES
