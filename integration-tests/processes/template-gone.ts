import { onServer, TEMPLATE } from "./databases"

export default async function dropTemplate(): Promise<void> {
  await onServer(`DROP DATABASE ${TEMPLATE} WITH (FORCE)`)
}
