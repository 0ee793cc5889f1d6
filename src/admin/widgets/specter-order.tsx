import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { OrderPanel } from "../components/order/order-panel"

const SpecterOrder = ({ data }: { data: { id: string } }) => <OrderPanel key={data.id} orderId={data.id} />

export const config = defineWidgetConfig({ id: "specter:order", zone: "order.details.side" })

export default SpecterOrder
