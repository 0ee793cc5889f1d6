import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateJwtToken, Modules } from "@medusajs/framework/utils"

/** A token of a new admin user's. */
export async function createAdminToken(container: MedusaContainer): Promise<string> {
  const email = "kassan@example.se"
  const user = await container.resolve(Modules.USER).createUsers({ email, first_name: "Åke" })
  const identity = await container.resolve(Modules.AUTH).createAuthIdentities({
    provider_identities: [{ provider: "emailpass", entity_id: email, provider_metadata: { password: "-" } }],
    app_metadata: { user_id: user.id },
  })
  const { jwtSecret } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig.http
  return generateJwtToken(
    { actor_id: user.id, actor_type: "user", auth_identity_id: identity.id },
    { secret: jwtSecret, expiresIn: "1d" }
  )
}
