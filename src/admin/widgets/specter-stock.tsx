import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { StockPanel } from "../components/product/stock-panel"

const SpecterStock = () => <StockPanel />

export const config = defineWidgetConfig({ id: "specter:stock", zone: "product.list" })

export default SpecterStock
