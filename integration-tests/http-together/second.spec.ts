import { describeTogether } from "../store"

describeTogether("http", { part: 1, of: 2 })
