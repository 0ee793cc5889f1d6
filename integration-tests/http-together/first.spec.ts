import path from "node:path"
import { describeTogether } from "./store"

describeTogether(path.join(__dirname, "http"))
