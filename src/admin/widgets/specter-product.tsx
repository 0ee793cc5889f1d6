import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { ProductPanel } from "../components/product/product-panel"

const SpecterProduct = ({ data }: { data: { id: string } }) => (
  <ProductPanel key={data.id} productId={data.id} />
)

export const config = defineWidgetConfig({ id: "specter:product", zone: "product.details" })

export default SpecterProduct
