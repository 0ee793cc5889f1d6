import { type Settings, SETTINGS } from "../../../modules/specter/settings"
import type { Setting } from "../../../modules/specter/setting-kinds"

/** The settings, and the catalogue that the admin draws its form from. */
export function settingsAnswer(settings: Settings & { installed_at: Date }) {
  const fields = Object.entries<Setting>(SETTINGS as Record<string, Setting>).map(([key, setting]) => {
    const { schema: _schema, ...field } = setting
    return { key, ...field }
  })
  return { settings, fields }
}
