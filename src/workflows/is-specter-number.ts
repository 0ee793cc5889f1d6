const NUMBER = /^[\w-]{1,50}$/

/** Specter's numbers of orders and invoices; anything else is not a number of Specter's and is not looked up. */
export const isSpecterNumber = (text: string | undefined): text is string =>
  text !== undefined && NUMBER.test(text)
