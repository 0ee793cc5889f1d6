import { describeTogether } from "../store"

describeTogether("http", { part: 0, of: 2 })
