import { batches } from "./batches"
import { common } from "./common"
import { customer } from "./customer"
import { log } from "./log"
import { order } from "./order"
import { overview } from "./overview"
import { product } from "./product"
import { settings } from "./settings"
import { transfers } from "./transfers"

import type { en } from "../en/words"

export const sv: typeof en = { batches, common, customer, log, order, overview, product, settings, transfers }
