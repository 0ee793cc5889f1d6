import type { ReasonTexts } from "./reason"

/** The Swedish twin of `en.ts`. */
export const reasonsSv: ReasonTexts = {
  variant_without_sku: {
    text: "Varianten saknar SKU, och SKU är artikelnumret i Specter.",
    todo: "Ge varianten ett SKU.",
  },
  variant_without_price: {
    text: "Varianten saknar pris i {{currency}}.",
    todo: "Ge varianten ett pris i {{currency}}, eller välj en annan valuta i Specterinställningarna.",
  },
  order_without_customer_name: {
    text: "Ordern har varken namn eller företagsnamn, så Specter kan inte registrera kunden.",
    todo: "Lägg till ett namn på orderns faktura- eller leveransadress.",
  },
  order_row_without_article: {
    text: "Orderraden ”{{row}}” saknar SKU.",
    todo: "Ge varianten ett SKU, eller välj ett artikelnummer för rader utan SKU i Specterinställningarna.",
  },
  order_row_article_not_chosen: {
    text: "Orderraden ”{{row}}” saknar artikelnummer, eftersom fältet i Specterinställningarna är tomt.",
    todo: "Fyll i artikelnummer för frakt, rabatter och presentkort i Specterinställningarna.",
  },
  order_total_mismatch: {
    text: "Orderns summa är {{total}}, men dess rader blir {{rows}}.",
    todo: "Visa siffrorna för den som sköter butiken: något ändrar orderns summa utanför raderna.",
  },
  fulfillment_without_rows: {
    text: "Leveransen har inga varor att registrera.",
    todo: "Inget behöver göras.",
  },
  order_without_rows: {
    text: "Ordern har inga rader att överföra.",
    todo: "Inget behöver göras, om inte ordern borde ha haft rader.",
  },
  order_article_not_accepted: {
    text: "Specter saknar artikel {{article_no}} och tog inte emot den.",
    todo: "Se artikelns egen överföring för orsaken, rätta den och överför ordern igen.",
  },
  order_article_waits: {
    text: "Specter saknar artikel {{article_no}}, som fortfarande är på väg dit.",
    todo: "Inget behöver göras: ordern följer efter artiklarna.",
  },
  article_is_being_sent: {
    text: "Artikeln skickas till Specter just nu.",
    todo: "Inget behöver göras: den tas bort strax därefter.",
  },
  customer_without_name: {
    text: "Kunden har varken namn eller företagsnamn.",
    todo: "Lägg till för- eller efternamn, eller företagsnamn, på kunden.",
  },
  invalid_message: {
    text: "Det som skulle skickas passar inte i Specters fält: {{problems}}.",
    todo: "Rätta fältet i butiken och överför igen.",
  },
  subject_missing: {
    text: "Det finns inte längre i butiken.",
    todo: "Inget behöver göras.",
  },
  specter_refused: {
    text: "Specter tog inte emot det.",
    todo: "Läs Specters egna ord, rätta uppgifterna och överför igen.",
  },
  duplicate_order_number: {
    text: "Specter har redan en order med nummer {{order_no}}.",
    todo: "Leta upp den i Specter. Är det den här ordern, ange det på orderns sida; delar två butiker nummer, välj ett prefix för ordernummer i inställningarna.",
  },
  specter_account: {
    text: "Specter godtar inte butikens uppgifter. All överföring är pausad.",
    todo: "Rätta uppgifterna i butikens inställningsfil, starta om butiken och tryck ”Testa anslutningen”.",
  },
  specter_not_received: {
    text: "Specter gick inte att nå.",
    todo: "Inget behöver göras: nytt försök görs automatiskt.",
  },
  specter_unknown_outcome: {
    text: "Specter svarade inte läsbart, så det är oklart om det blev utfört.",
    todo: "Inget behöver göras: det upprepas automatiskt, vilket är ofarligt.",
  },
  order_unconfirmed: {
    text: "Ordern skickades men inget säkert svar kom. Den kan redan finnas i Specter.",
    todo: "Leta efter order {{order_no}} i Specter. Finns den, ange det här; annars överför den igen.",
  },
  specter_number_taken: {
    text: "Order {{order_no}} i Specter är redan butikens order {{order}}.",
    todo: "Ta reda på i Specter vilket nummer den här ordern har, eller spara utan nummer.",
  },
  specter_number_odd: {
    text: "”{{order_no}}” är inget nummer i Specter: där finns bara bokstäver från A till Z, siffror och bindestreck.",
    todo: "Skriv numret som det står i Specter, eller spara utan nummer.",
  },
  delivery_unconfirmed: {
    text: "Leveransen skickades men inget säkert svar kom. Den kan redan finnas i Specter.",
    todo: "Se orderns leveranser i Specter. Finns den, ange det här; annars överför den igen.",
  },
  invoice_unconfirmed: {
    text: "Fakturan begärdes men inget säkert svar kom. Specter kan redan ha gjort den.",
    todo: "Leta efter orderns faktura i Specter. Finns den, ange det här; annars överför den igen.",
  },
  invoice_of_older_version: {
    text: "Ordern ändrades efter överföringen, och Specter skulle fakturera den äldre versionen.",
    todo: "Gör samma ändring på order {{order_no}} i Specter. Fakturan följer då av sig själv; annars överför den igen.",
  },
  removal_refused: {
    text: "Specter vägrade ta bort det.",
    todo: "Läs Specters egna ord. Åtgärdens namn är ett antagande: fråga Specter och ange {{option}} i butikens inställningsfil, eller ta bort det för hand i Specter.",
  },
  removal_unconfirmed: {
    text: "Ett anrop om att ta bort det fick inget säkert svar, och Specter vägrar nästa. Det kan redan vara borttaget.",
    todo: "Läs Specters egna ord och leta efter order {{order_no}} i Specter. Finns den och ska bort, ta bort den för hand.",
  },
  attempts_spent: {
    text: "Försök gjordes i tre dygn utan att lyckas.",
    todo: "Kontrollera anslutningen och överför sedan igen.",
  },
  unexpected_error: {
    text: "Något gick fel i butiken: {{message}}",
    todo: "Överför igen. Kommer felet tillbaka, visa den här texten för den som sköter butiken.",
  },
  hook_failed: {
    text: "Butikens egen kod stoppade överföringen: {{message}}",
    todo: "Visa den här texten för den som sköter butiken. Ett nytt försök görs av sig självt.",
  },
  hook_skipped: {
    text: "Butikens egen kod gör att det inte överförs: {{message}}",
    todo: "Inget behöver göras, om det inte ska finnas i Specter.",
  },
  order_canceled_before_transfer: {
    text: "Ordern avbröts innan den överfördes.",
    todo: "Inget behöver göras.",
  },
  order_is_draft: {
    text: "Ordern är ett utkast.",
    todo: "Inget behöver göras: den förs över när den blir en order.",
  },
  order_before_start_date: {
    text: "Ordern lades före {{date}}, det datum från vilket ordrar överförs.",
    todo: "Tryck ”Överför order” om Specter ändå ska ha den.",
  },
  removal_switched_off: {
    text: "Det ligger kvar i Specter, eftersom borttagning är avstängd i inställningarna.",
    todo: "Ta bort det för hand i Specter om det ska bort.",
  },
  removed_in_specter: {
    text: "Specter har tagit bort artikeln, och inget av den har ändrats i butiken sedan dess.",
    todo: "Överför den med knappen om Specter ska ha den igen.",
  },
  stock_export_by_sites: {
    text: "Butiken går efter Specters lagerställen, och ett saldo som skickas till Specter kan inte säga vilket det gäller.",
    todo: "Ange saldona i Specter, lagerställe för lagerställe: butiken följer dem.",
  },
  article_number_in_use: {
    text: "Artikel {{article_no}} ligger kvar i Specter, eftersom en annan variant har detta SKU nu.",
    todo: "Inget behöver göras.",
  },
  article_of_order_rows: {
    text: "Artikel {{article_no}} ligger kvar i Specter, eftersom ordrar använder den för frakt, rabatter, presentkort eller rader utan SKU.",
    todo: "Inget behöver göras.",
  },
  subject_exists: {
    text: "Det finns i butiken igen.",
    todo: "Inget behöver göras.",
  },
  never_in_specter: {
    text: "Det fanns aldrig i Specter.",
    todo: "Inget behöver göras.",
  },
  customer_without_account: {
    text: "Kunder utan konto förs över tillsammans med sina ordrar.",
    todo: "Inget behöver göras.",
  },
  setting_switched_off: {
    text: "Den här sortens överföring är avstängd i inställningarna.",
    todo: "Slå på den i Specterinställningarna om den ska skickas.",
  },
  order_not_in_specter: {
    text: "Själva ordern finns inte i Specter än.",
    todo: "Överför ordern först.",
  },
  specter_order_number_unknown: {
    text: "Specter har ordern, men har inte sagt dess nummer där än.",
    todo: "Spara ordern på nytt i Specter: då får butiken veta numret, och detta följer av sig självt. Gör det inte det, gör det för hand i Specter.",
  },
  caused_by_specter: {
    text: "Det registrerades i Specter och kom därifrån.",
    todo: "Inget behöver göras.",
  },
  fulfillment_canceled: {
    text: "Leveransen avbröts.",
    todo: "Har Specter redan leveransen, rätta den där för hand.",
  },
  order_canceled: {
    text: "Ordern avbröts.",
    todo: "Inget behöver göras.",
  },
  payment_not_captured: {
    text: "Ordern är inte helt betald än.",
    todo: "Inget behöver göras: fakturan följer när betalningen dras.",
  },
  klarna_invoiced_in_specter: {
    text: "Klarnas faktura aktiveras i Specter, inte i butiken.",
    todo: "Aktivera fakturan i Specter.",
  },
  article_without_variant: {
    text: "Ingen variant i butiken har SKU {{article_no}}.",
    todo: "Ge en variant detta SKU, eller importera artikeln, om butiken ska sälja den.",
  },
  variant_is_kit: {
    text: "Artikel {{article_no}} är ett paket av flera lagerartiklar i butiken, vars saldo följer delarna.",
    todo: "Inget behöver göras: delarnas egna artiklar bär saldot.",
  },
  variant_without_managed_inventory: {
    text: "Butiken hanterar inte lagret för artikel {{article_no}}.",
    todo: "Slå på ”Hantera lager” för varianten om Specters saldo ska gälla.",
  },
  stock_figure_missing: {
    text: "Specter gav inget saldo för artikel {{article_no}}; butikens lämnades som det är.",
    todo: "Kontrollera artikelns saldo i Specter.",
  },
  stock_figure_negative: {
    text: "Specters saldo för artikel {{article_no}} är {{figure}}; butiken visar 0.",
    todo: "Kontrollera artikelns saldo i Specter.",
  },
  stock_figure_fraction: {
    text: "Specters saldo för artikel {{article_no}} är {{figure}}; butiken räknar hela tal och tog det lägre.",
    todo: "Inget behöver göras.",
  },
  batch_row_unreadable: {
    text: "En rad från Specter gick inte att läsa: {{figure}}.",
    todo: "Kontrollera artikel {{article_no}} i Specter.",
  },
  order_unmatched: {
    text: "Ingen av butikens ordrar är Specters order {{order_no}} ({{external_order_no}}).",
    todo: "Inget behöver göras, om inte ordern lades i den här butiken.",
  },
  order_row_unreadable: {
    text: "Allt som Specter meddelade om order {{order_no}} gick inte att läsa: {{problem}}.",
    todo: "Jämför ordern i Specter med butikens.",
  },
  order_change_failed: {
    text: "Det som Specter meddelade om order {{order_no}} kunde inte föras in: {{message}}",
    todo: "Jämför ordern i Specter med butikens. Kommer felet tillbaka, visa den här texten för den som sköter butiken.",
  },
  order_removed_fulfilled: {
    text: "Order {{order_no}} är makulerad i Specter. Butiken behåller den, eftersom varor har plockats eller skickats.",
    todo: "Avbryt leveranserna och ordern i butiken, eller registrera en retur.",
  },
  order_removed_paid: {
    text: "Order {{order_no}} är makulerad i Specter. Butiken behåller den, eftersom den är betald och ett avbrott skulle betala tillbaka pengarna.",
    todo: "Avbryt ordern i butiken om kunden ska få pengarna tillbaka.",
  },
  order_removed_klarna_invoiced: {
    text: "Order {{order_no}} är makulerad i Specter. Butiken behåller den, eftersom Specter har fakturerat den genom Klarna.",
    todo: "Kreditera fakturan i Specter och avbryt sedan ordern i butiken.",
  },
  order_removed_failed: {
    text: "Order {{order_no}} är makulerad i Specter, men kunde inte avbrytas i butiken: {{message}}",
    todo: "Avbryt ordern i butiken.",
  },
  order_rows_changed: {
    text: "Order {{order_no}} ändrades i Specter, och butikens order med den: {{changes}}.",
    todo: "Har summan ändrats efter betalningen, ta betalt för eller betala tillbaka skillnaden.",
  },
  order_rows_canceled: {
    text: "Order {{order_no}} ändrades i Specter ({{changes}}), men är avbruten i butiken.",
    todo: "Makulera ordern i Specter också, om den inte ska levereras.",
  },
  order_rows_changed_in_both: {
    text: "Order {{order_no}} är inte likadan i Specter som i butiken, och butikens kan vara den nyare: {{changes}}.",
    todo: "Gör samma ändring i Specter, eller ändra ordern i butiken.",
  },
  order_rows_being_edited: {
    text: "Order {{order_no}} ändrades i Specter ({{changes}}) medan en ändring av den är öppen i butiken.",
    todo: "Slutför eller avbryt den öppna ändringen och gör Specters ändring i butiken.",
  },
  order_rows_unknown_article: {
    text: "Order {{order_no}} har i Specter fått artikel {{article_no}}, som ingen variant i butiken har som SKU: {{changes}}.",
    todo: "Gör ändringen för hand i butiken.",
  },
  order_rows_fulfilled: {
    text: "Order {{order_no}} ändrades i Specter ({{changes}}) efter att varorna plockats eller skickats i butiken.",
    todo: "Registrera en retur eller gör ändringen för hand i butiken.",
  },
  order_rows_by_hand: {
    text: "Order {{order_no}} ändrades i Specter på ett sätt som butiken inte kan följa själv: {{changes}}.",
    todo: "Gör ändringen för hand i butiken, om butikens siffror ska vara desamma.",
  },
  order_rows_failed: {
    text: "Order {{order_no}} ändrades i Specter ({{changes}}), men butikens order kunde inte ändras: {{message}}",
    todo: "Gör ändringen för hand i butiken.",
  },
  order_delivered_canceled: {
    text: "Order {{order_no}} är levererad i Specter, men avbruten i butiken.",
    todo: "Kontrollera om varorna har skickats.",
  },
  order_delivered_in_part: {
    text: "Order {{order_no}} är delvis levererad, och Specter säger inte vilka varor.",
    todo: "Skapa leveransen för hand i butiken, eller vänta tills Specter har levererat allt.",
  },
  order_delivered_more: {
    text: "Specter har levererat varor på order {{order_no}} som butiken inte kan skicka: de ligger i en större leverans som väntar.",
    todo: "Avbryt den väntande leveransen i butiken, eller skicka den när allt i den har gått.",
  },
  order_delivered_as_sent: {
    text: "Order {{order_no}} är levererad i Specter. Det som lades till efter överföringen är inte levererat i butiken, eftersom Specter inte säger om det har skickats.",
    todo: "Skapa leveransen för hand i butiken när det har skickats.",
  },
  order_delivery_failed: {
    text: "Order {{order_no}} är levererad i Specter, men kunde inte levereras i butiken: {{message}}",
    todo: "Skapa leveransen för hand i butiken.",
  },
  klarna_captured_by_specter: {
    text: "Specter har fakturerat ordern och aktiverar fakturan hos Klarna. Butiken drar inte betalningen.",
    todo: "Inget behöver göras.",
  },
  capture_failed: {
    text: "Specter har fakturerat ordern, men betalningen kunde inte dras: {{message}}",
    todo: "Debitera betalningen i butiken.",
  },
  article_not_imported: {
    text: "Artikel {{article_no}} kunde inte importeras: {{message}}",
    todo: "Rätta artikeln i Specter eller i butiken. Den importeras igen när den ändras i Specter.",
  },
  article_not_created: {
    text: "Butiken har ingen variant med SKU {{article_no}}, och bara priser importeras.",
    todo: "Skapa produkten i butiken, eller stäng av ”Importera endast pris”.",
  },
  article_inventory_item_taken: {
    text: "Artikel {{article_no}} importerades inte: butikens lagerartikel med SKU {{article_no}} hör till varianten {{variant}}, och de två får inte dela lagersaldo.",
    todo: "Ge lagerartikeln ett annat SKU i butiken, eller ta bort artikeln i Specter om den inte används längre. Den importeras när den ändras i Specter nästa gång.",
  },
  article_price_missing: {
    text: "Specter angav inget pris för artikel {{article_no}}; butikens lämnades som det är.",
    todo: "Ge artikeln ett pris i Specter.",
  },
  article_price_negative: {
    text: "Specters pris för artikel {{article_no}} är {{figure}}; butikens lämnades som det är.",
    todo: "Rätta artikelns pris i Specter.",
  },
  article_price_without_vat_rate: {
    text: "Butikens priser är med moms men momssats saknas för {{country}}, så priset på artikel {{article_no}} lämnades som det är.",
    todo: "Lägg till en skatteregion med momssats för {{country}} i butikens inställningar.",
  },
  article_vat_differs: {
    text: "Artikel {{article_no}} har {{specters}} % moms i Specter och {{stores}} % i butiken; priset räknades med butikens.",
    todo: "Ge produkten rätt moms i butiken, eller rätta artikeln i Specter.",
  },
  article_barcode_taken: {
    text: "En annan variant har redan streckkoden {{barcode}}, så artikel {{article_no}} fick den inte.",
    todo: "Rätta streckkoden i Specter eller på den andra varianten.",
  },
  article_removed_unpublished: {
    text: "Specter har tagit bort artikel {{article_no}}; produkten ”{{product}}” är nu ett utkast.",
    todo: "Radera produkten i butiken om den ska bort.",
  },
  article_removed_noted: {
    text: "Specter har tagit bort artikel {{article_no}}; produkten ”{{product}}” lämnades som den är.",
    todo: "Avpublicera eller radera den i butiken om den inte säljs längre.",
  },
  new_product_sales_channel_missing: {
    text: "Inställningen ”Nya produkters säljkanal” pekar på en säljkanal som inte finns längre.",
    todo: "Välj en annan i Specterinställningarna och hämta artiklarna igen.",
  },
  new_product_shipping_profile_missing: {
    text: "Inställningen ”Nya produkters fraktprofil” pekar på en fraktprofil som inte finns längre.",
    todo: "Välj en annan i Specterinställningarna och hämta artiklarna igen.",
  },
  new_product_category_missing: {
    text: "Inställningen ”Nya produkters kategori” pekar på en kategori som inte finns längre.",
    todo: "Välj en annan i Specterinställningarna och hämta artiklarna igen.",
  },
  text_cut: {
    text: "{{field}} kortades för att få plats: ”{{value}}”.",
    todo: "Korta texten i butiken om det spelar roll.",
  },
  characters_replaced: {
    text: "{{field}} har tecken som Specter inte kan lagra. Skickat: ”{{value}}”.",
    todo: "Ändra texten i butiken om bytet spelar roll.",
  },
  payment_code_defaulted: {
    text: "Betalsättet {{provider}} saknar Specterkod; {{code}} skickades.",
    todo: "Välj en kod för betalsättet i Specterinställningarna.",
  },
  sku_changed: {
    text: "SKU ändrades från {{old}} till {{new}}. Specter har nu båda artiklarna.",
    todo: "Ta bort eller slå ihop artikel {{old}} i Specter när lagret är slut.",
  },
  vat_percent_rounded: {
    text: "Raden ”{{row}}” har {{percent}} % moms; Specter tar hela tal, så {{sent}} % skickades med samma summa.",
    todo: "Kontrollera radens moms i Specter.",
  },
  article_number_odd_characters: {
    text: "Artikelnummer {{article_no}} har mellanslag, komma eller tecken som Specter avråder från.",
    todo: "Använd bara A–Z, 0–9, bindestreck och punkt i SKU om Specter får problem med artikeln.",
  },
  older_version_in_specter: {
    text: "Ordern ändrades efter överföringen. Specter har den äldre versionen.",
    todo: "Gör samma ändring på order {{order_no}} i Specter.",
  },
  order_number_not_told: {
    text: "Specter har ordern, men sade inte under vilket nummer.",
    todo: "Sök efter {{order_no}} i Specter.",
  },
  country_without_tax_region: {
    text: "Butiken saknar skatteregion för {{country}}, så ingen momssats skickades.",
    todo: "Lägg till en skatteregion för {{country}} i butikens inställningar.",
  },
}
