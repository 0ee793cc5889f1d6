import { BOOKS } from "./books"
import { CHILDREN } from "./children"
import { CLOTHES } from "./clothes"
import { COFFEE } from "./coffee"
import { FOOD } from "./food"
import { GARDEN } from "./garden"
import { HOME } from "./home"
import { OUTDOORS } from "./outdoors"
import { STAPLES } from "./staples"

export const PRODUCTS = [
  ...STAPLES,
  ...CLOTHES,
  ...CHILDREN,
  ...HOME,
  ...GARDEN,
  ...OUTDOORS,
  ...COFFEE,
  ...FOOD,
  ...BOOKS,
]
