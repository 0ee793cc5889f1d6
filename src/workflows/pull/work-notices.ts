import type { MedusaContainer } from "@medusajs/framework/types"

export async function workNotices(_container: MedusaContainer): Promise<void> {}
