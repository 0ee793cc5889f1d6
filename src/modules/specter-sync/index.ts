import { Module } from "@medusajs/framework/utils"
import SpecterSyncModuleService from "./service"

export const SPECTER_SYNC_MODULE = "specterSync"

export default Module(SPECTER_SYNC_MODULE, { service: SpecterSyncModuleService })
