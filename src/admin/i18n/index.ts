import { en } from "./en"
import { sv } from "./sv"

/** The plugin's words for the dashboard, under `specter.<area>`. */
export default {
  en: { translation: { specter: en } },
  sv: { translation: { specter: sv } },
}
