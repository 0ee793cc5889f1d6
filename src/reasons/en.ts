/**
 * Every reason a transfer can give the merchant, in English: what happened and what to do about it.
 * `{{name}}` is filled in from the reason's data. The Swedish twin is `sv.ts`.
 */
export const reasonsEn = {
  // What is wrong with the store's data
  variant_without_sku: {
    text: "The variant has no SKU, and the SKU is its article number in Specter.",
    todo: "Give the variant a SKU.",
  },
  variant_without_price: {
    text: "The variant has no price in {{currency}}.",
    todo: "Give the variant a price in {{currency}}, or choose another currency in the Specter settings.",
  },
  order_without_customer_name: {
    text: "The order has neither a name nor a company name, so Specter cannot register its customer.",
    todo: "Add a name to the order's billing or shipping address.",
  },
  order_row_without_article: {
    text: "The order row “{{row}}” has no SKU.",
    todo: "Give the variant a SKU, or choose an article number for rows without SKU in the Specter settings.",
  },
  order_row_article_not_chosen: {
    text: "The order row “{{row}}” has no article number, because its field in the Specter settings is empty.",
    todo: "Fill in the article numbers for freight, discounts and gift cards in the Specter settings.",
  },
  order_total_mismatch: {
    text: "The order's total is {{total}}, but its rows come to {{rows}}.",
    todo: "Show these figures to whoever maintains the store: something changes the order's total outside its rows.",
  },
  fulfillment_without_rows: {
    text: "The fulfillment has no goods to register.",
    todo: "Nothing needs to be done.",
  },
  order_without_rows: {
    text: "The order has no rows to transfer.",
    todo: "Nothing needs to be done, unless the order should have had rows.",
  },
  order_article_not_accepted: {
    text: "Specter lacks article {{article_no}} and did not accept it.",
    todo: "See the article's own transfer for the reason, put it right and transfer the order again.",
  },
  order_article_waits: {
    text: "Specter lacks article {{article_no}}, which is still on its way there.",
    todo: "Nothing needs to be done: the order follows its articles.",
  },
  article_is_being_sent: {
    text: "The article is being sent to Specter at this very moment.",
    todo: "Nothing needs to be done: it is removed right after that.",
  },
  customer_without_name: {
    text: "The customer has neither a name nor a company name.",
    todo: "Add a first or last name, or a company name, to the customer.",
  },
  invalid_message: {
    text: "What would be sent does not fit Specter's fields: {{problems}}.",
    todo: "Correct the field named in the store and transfer again.",
  },
  subject_missing: {
    text: "It no longer exists in the store.",
    todo: "Nothing needs to be done.",
  },

  // What Specter answered, or did not
  specter_refused: {
    text: "Specter refused it.",
    todo: "Read Specter's own words, correct the data and transfer again.",
  },
  duplicate_order_number: {
    text: "Specter already has an order with number {{order_no}}.",
    todo: "Look it up in Specter. If it is this order, say so on the order's page; if two stores share numbers, choose an order-number prefix in the settings.",
  },
  specter_account: {
    text: "Specter does not accept the store's credentials. All sending is paused.",
    todo: "Correct the credentials in the plugin's options, restart the store and press “Test connection”.",
  },
  specter_not_received: {
    text: "Specter could not be reached.",
    todo: "Nothing needs to be done: it is tried again by itself.",
  },
  specter_unknown_outcome: {
    text: "Specter did not answer readably, so it may or may not have been carried out.",
    todo: "Nothing needs to be done: it is repeated by itself, which is safe.",
  },
  order_unconfirmed: {
    text: "The order went out but no certain answer came. Specter may have it already.",
    todo: "Look for order {{order_no}} in Specter. If it is there, say so here; if not, transfer it again.",
  },
  specter_number_taken: {
    text: "Specter's order {{order_no}} is the store's order {{order}} already.",
    todo: "Look up in Specter which number this order has, or save without a number.",
  },
  specter_number_odd: {
    text: "“{{order_no}}” is no number of Specter's: there are only letters from A to Z, digits and hyphens in those.",
    todo: "Write the number as it stands in Specter, or save without a number.",
  },
  removal_refused: {
    text: "Specter refused to remove it.",
    todo: "Read Specter's own words. The action's name is an assumption: ask Specter for it and set {{option}} in the plugin's options, or remove it in Specter by hand.",
  },
  removal_unconfirmed: {
    text: "A call to remove it got no certain answer, and Specter refuses the next one. It may be removed already.",
    todo: "Read Specter's own words and look for order {{order_no}} in Specter. If it is there and should go, remove it by hand.",
  },
  attempts_spent: {
    text: "It was tried for three days without success.",
    todo: "Check the connection, then transfer again.",
  },
  unexpected_error: {
    text: "Something went wrong in the store: {{message}}",
    todo: "Transfer again. If it comes back, show this text to whoever maintains the store.",
  },
  hook_failed: {
    text: "The store's own code stopped the transfer: {{message}}",
    todo: "Show this text to whoever maintains the store. It is tried again by itself.",
  },
  hook_skipped: {
    text: "The store's own code keeps it from being transferred: {{message}}",
    todo: "Nothing needs to be done, unless it should be in Specter.",
  },

  delivery_unconfirmed: {
    text: "The delivery went out but no certain answer came. Specter may have it already.",
    todo: "Look at the order's deliveries in Specter. If it is there, say so here; if not, transfer it again.",
  },
  invoice_unconfirmed: {
    text: "The invoice was asked for but no certain answer came. Specter may have made it already.",
    todo: "Look for the order's invoice in Specter. If it is there, say so here; if not, transfer it again.",
  },
  invoice_of_older_version: {
    text: "The order was changed after its transfer, and Specter would invoice the older version.",
    todo: "Make the same change to order {{order_no}} in Specter. The invoice follows by itself then; if not, transfer it again.",
  },

  // Why nothing was sent
  order_canceled_before_transfer: {
    text: "The order was cancelled before it was transferred.",
    todo: "Nothing needs to be done.",
  },
  order_is_draft: {
    text: "The order is a draft.",
    todo: "Nothing needs to be done: it is transferred when it becomes an order.",
  },
  order_before_start_date: {
    text: "The order was placed before {{date}}, from which orders are transferred.",
    todo: "Press “Transfer order” if Specter should have it all the same.",
  },
  removal_switched_off: {
    text: "It stays in Specter, because removal is switched off in the settings.",
    todo: "Remove it in Specter by hand if it should go.",
  },
  removed_in_specter: {
    text: "Specter has removed the article, and nothing of it has changed in the store since.",
    todo: "Transfer it with the button if Specter should have it again.",
  },
  stock_export_by_sites: {
    text: "The store goes by Specter's stock sites, and a figure sent to Specter cannot say at which site it lies.",
    todo: "Count the stock in Specter, site by site: the store follows it.",
  },
  article_number_in_use: {
    text: "Article {{article_no}} stays in Specter, because another variant has this SKU now.",
    todo: "Nothing needs to be done.",
  },
  article_of_order_rows: {
    text: "Article {{article_no}} stays in Specter, because orders use it for freight, discounts, gift cards or rows without SKU.",
    todo: "Nothing needs to be done.",
  },
  subject_exists: {
    text: "It exists in the store again.",
    todo: "Nothing needs to be done.",
  },
  never_in_specter: {
    text: "Specter never had it.",
    todo: "Nothing needs to be done.",
  },
  customer_without_account: {
    text: "Customers without an account reach Specter together with their orders.",
    todo: "Nothing needs to be done.",
  },
  setting_switched_off: {
    text: "This kind of transfer is switched off in the settings.",
    todo: "Switch it on in the Specter settings if it should be sent.",
  },
  order_not_in_specter: {
    text: "The order itself is not in Specter yet.",
    todo: "Transfer the order first.",
  },
  specter_order_number_unknown: {
    text: "Specter has the order, but has not told its number there yet.",
    todo: "Save the order anew in Specter: the store learns its number then, and this follows by itself. If it does not, do it in Specter by hand.",
  },
  caused_by_specter: {
    text: "It was registered in Specter and came from there.",
    todo: "Nothing needs to be done.",
  },
  fulfillment_canceled: {
    text: "The fulfillment was cancelled.",
    todo: "If Specter has the delivery already, correct it there by hand.",
  },
  order_canceled: {
    text: "The order was cancelled.",
    todo: "Nothing needs to be done.",
  },
  payment_not_captured: {
    text: "The order is not paid in full yet.",
    todo: "Nothing needs to be done: the invoice follows when the payment is captured.",
  },
  klarna_invoiced_in_specter: {
    text: "Klarna's invoice is activated in Specter, not in the store.",
    todo: "Activate the invoice in Specter.",
  },

  // What came from Specter and could not simply be applied
  article_without_variant: {
    text: "No variant in the store has the SKU {{article_no}}.",
    todo: "Give a variant this SKU, or import the article, if the store should sell it.",
  },
  variant_is_kit: {
    text: "Article {{article_no}} is a kit of several inventory items in the store, whose stock follows its parts.",
    todo: "Nothing needs to be done: the parts' own articles carry the stock.",
  },
  variant_without_managed_inventory: {
    text: "The store does not manage the inventory of article {{article_no}}.",
    todo: "Switch on “Manage inventory” for the variant if Specter's stock should apply.",
  },
  stock_figure_missing: {
    text: "Specter gave no stock figure for article {{article_no}}; the store's was left as it is.",
    todo: "Check the article's stock in Specter.",
  },
  stock_figure_negative: {
    text: "Specter's stock figure for article {{article_no}} is {{figure}}; the store shows 0.",
    todo: "Check the article's stock in Specter.",
  },
  stock_figure_fraction: {
    text: "Specter's stock figure for article {{article_no}} is {{figure}}; the store counts whole numbers and took the lower one.",
    todo: "Nothing needs to be done.",
  },
  batch_row_unreadable: {
    text: "A row from Specter could not be read: {{figure}}.",
    todo: "Check article {{article_no}} in Specter.",
  },

  // What Specter told of an order
  order_unmatched: {
    text: "None of the store's orders is Specter's order {{order_no}} ({{external_order_no}}).",
    todo: "Nothing needs to be done, unless the order was placed in this store.",
  },
  order_row_unreadable: {
    text: "Not all that Specter told of order {{order_no}} could be read: {{problem}}.",
    todo: "Compare the order in Specter with the store's.",
  },
  order_change_failed: {
    text: "What Specter told of order {{order_no}} could not be taken over: {{message}}",
    todo: "Compare the order in Specter with the store's. If it comes back, show this text to whoever maintains the store.",
  },
  order_removed_fulfilled: {
    text: "Order {{order_no}} is cancelled in Specter. The store keeps it, because goods of it have been fulfilled.",
    todo: "Cancel the fulfillments and the order in the store, or register a return.",
  },
  order_removed_paid: {
    text: "Order {{order_no}} is cancelled in Specter. The store keeps it, because it is paid and cancelling would refund the payment.",
    todo: "Cancel the order in the store if the customer is to be refunded.",
  },
  order_removed_klarna_invoiced: {
    text: "Order {{order_no}} is cancelled in Specter. The store keeps it, because Specter has invoiced it through Klarna.",
    todo: "Credit the invoice in Specter, then cancel the order in the store.",
  },
  order_removed_failed: {
    text: "Order {{order_no}} is cancelled in Specter, but could not be cancelled in the store: {{message}}",
    todo: "Cancel the order in the store.",
  },
  order_rows_changed: {
    text: "Order {{order_no}} was changed in Specter, and the store's order with it: {{changes}}.",
    todo: "If the order's total has changed after the payment, collect or refund the difference.",
  },
  order_rows_canceled: {
    text: "Order {{order_no}} was changed in Specter ({{changes}}), but is cancelled in the store.",
    todo: "Cancel the order in Specter too, if it is not to be delivered.",
  },
  order_rows_changed_in_both: {
    text: "Order {{order_no}} is not the same in Specter as in the store, and the store may have the newer one: {{changes}}.",
    todo: "Make the same change in Specter, or change the order in the store.",
  },
  order_rows_being_edited: {
    text: "Order {{order_no}} was changed in Specter ({{changes}}) while a change of it is open in the store.",
    todo: "Finish or cancel the open change, and make Specter's change in the store.",
  },
  order_rows_unknown_article: {
    text: "Order {{order_no}} has got article {{article_no}} in Specter, which no variant in the store has as its SKU: {{changes}}.",
    todo: "Make the change in the store by hand.",
  },
  order_rows_fulfilled: {
    text: "Order {{order_no}} was changed in Specter ({{changes}}) after these goods had been fulfilled in the store.",
    todo: "Register a return or make the change in the store by hand.",
  },
  order_rows_by_hand: {
    text: "Order {{order_no}} was changed in Specter in a way that the store cannot follow by itself: {{changes}}.",
    todo: "Make the change in the store by hand, if the store's figures should be the same.",
  },
  order_rows_failed: {
    text: "Order {{order_no}} was changed in Specter ({{changes}}), but the store's order could not be: {{message}}",
    todo: "Make the change in the store by hand.",
  },
  order_delivered_canceled: {
    text: "Order {{order_no}} is delivered in Specter, but cancelled in the store.",
    todo: "Check whether the goods have left.",
  },
  order_delivered_in_part: {
    text: "Order {{order_no}} is delivered in part, and Specter does not say which goods.",
    todo: "Create the fulfillment in the store by hand, or wait until Specter has delivered it all.",
  },
  order_delivered_more: {
    text: "Specter has delivered goods of order {{order_no}} that the store cannot send: they are in a larger fulfillment that waits.",
    todo: "Cancel the waiting fulfillment in the store, or ship it when all of it has left.",
  },
  order_delivered_as_sent: {
    text: "Order {{order_no}} is delivered in Specter. What was added after its transfer is not fulfilled in the store, since Specter does not say whether it has left.",
    todo: "Create the fulfillment in the store by hand once it has left.",
  },
  order_delivery_failed: {
    text: "Order {{order_no}} is delivered in Specter, but could not be fulfilled in the store: {{message}}",
    todo: "Create the fulfillment in the store by hand.",
  },
  klarna_captured_by_specter: {
    text: "Specter has invoiced the order and activates the invoice at Klarna. The store does not capture the payment.",
    todo: "Nothing needs to be done.",
  },
  capture_failed: {
    text: "Specter has invoiced the order, but its payment could not be captured: {{message}}",
    todo: "Capture the payment in the store.",
  },

  // What an article import tells
  article_not_imported: {
    text: "Article {{article_no}} could not be imported: {{message}}",
    todo: "Correct the article in Specter or in the store. It is imported again when it changes in Specter.",
  },
  article_not_created: {
    text: "The store has no variant with the SKU {{article_no}}, and only prices are imported.",
    todo: "Create the product in the store, or switch off “Import price only”.",
  },
  article_inventory_item_taken: {
    text: "Article {{article_no}} was not imported: the store's inventory item with the SKU {{article_no}} belongs to the variant {{variant}}, and the two must not share stock.",
    todo: "Give that inventory item another SKU in the store, or remove the article in Specter if it is no longer used. It is imported when it next changes in Specter.",
  },
  article_price_missing: {
    text: "Specter gave no price for article {{article_no}}; the store's was left as it is.",
    todo: "Give the article a price in Specter.",
  },
  article_price_negative: {
    text: "Specter's price for article {{article_no}} is {{figure}}; the store's was left as it is.",
    todo: "Correct the article's price in Specter.",
  },
  article_price_without_vat_rate: {
    text: "The store keeps prices including VAT but has no VAT rate for {{country}}, so the price of article {{article_no}} was left as it is.",
    todo: "Add a tax region with a rate for {{country}} in the store's settings.",
  },
  article_vat_differs: {
    text: "Article {{article_no}} has {{specters}} % VAT in Specter and {{stores}} % in the store; its price was calculated with the store's.",
    todo: "Give the product the right tax in the store, or correct the article in Specter.",
  },
  article_barcode_taken: {
    text: "Another variant already has the bar code {{barcode}}, so article {{article_no}} did not get it.",
    todo: "Correct the bar code in Specter or on the other variant.",
  },
  article_removed_unpublished: {
    text: "Specter has removed article {{article_no}}; the product “{{product}}” is a draft now.",
    todo: "Delete the product in the store if it should go.",
  },
  article_removed_noted: {
    text: "Specter has removed article {{article_no}}; the product “{{product}}” was left as it is.",
    todo: "Unpublish or delete it in the store if it is no longer sold.",
  },
  new_product_sales_channel_missing: {
    text: "The setting “New products' sales channel” names a sales channel that no longer exists.",
    todo: "Choose another one in the Specter settings and fetch articles again.",
  },
  new_product_shipping_profile_missing: {
    text: "The setting “New products' shipping profile” names a shipping profile that no longer exists.",
    todo: "Choose another one in the Specter settings and fetch articles again.",
  },
  new_product_category_missing: {
    text: "The setting “New products' category” names a category that no longer exists.",
    todo: "Choose another one in the Specter settings and fetch articles again.",
  },

  // Remarks on what was sent
  text_cut: {
    text: "{{field}} was cut to fit: “{{value}}”.",
    todo: "Shorten the text in the store if the cut matters.",
  },
  characters_replaced: {
    text: "{{field}} has characters that Specter cannot hold. Sent: “{{value}}”.",
    todo: "Change the text in the store if the replacement matters.",
  },
  payment_code_defaulted: {
    text: "The payment provider {{provider}} has no Specter code; {{code}} was sent.",
    todo: "Choose a code for the provider in the Specter settings.",
  },
  sku_changed: {
    text: "The SKU changed from {{old}} to {{new}}. Specter has both articles now.",
    todo: "Remove or merge article {{old}} in Specter when its stock is used up.",
  },
  vat_percent_rounded: {
    text: "The row “{{row}}” has {{percent}} % VAT; Specter takes whole numbers, so {{sent}} % was sent with the same total.",
    todo: "Check the VAT of the row in Specter.",
  },
  article_number_odd_characters: {
    text: "Article number {{article_no}} has spaces, commas or characters that Specter advises against.",
    todo: "Use only A–Z, 0–9, hyphen and point in SKUs if Specter has trouble with the article.",
  },
  older_version_in_specter: {
    text: "The order was changed after its transfer. Specter has the older version.",
    todo: "Make the same change to order {{order_no}} in Specter.",
  },
  order_number_not_told: {
    text: "Specter has the order, but did not say under which number.",
    todo: "Search for {{order_no}} in Specter.",
  },
  country_without_tax_region: {
    text: "The store has no tax region for {{country}}, so no VAT percent was sent.",
    todo: "Add a tax region for {{country}} in the store's settings.",
  },
} as const satisfies Record<string, { text: string; todo: string }>
