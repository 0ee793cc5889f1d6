import { Module } from "@medusajs/framework/utils"
import SpecterModuleService from "./service"

export const SPECTER_MODULE = "specter"

export default Module(SPECTER_MODULE, { service: SpecterModuleService })
