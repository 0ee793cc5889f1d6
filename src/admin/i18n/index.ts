import { en } from "./en/words"
import { sv } from "./sv/words"

/** The plugin's words for the dashboard, under `specter.<area>`. */
export default {
  en: { translation: { specter: en } },
  sv: { translation: { specter: sv } },
}
