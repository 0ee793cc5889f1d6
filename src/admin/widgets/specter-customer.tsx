import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { CustomerPanel } from "../components/customer/customer-panel"

const SpecterCustomer = ({ data }: { data: { id: string } }) => (
  <CustomerPanel key={data.id} customerId={data.id} />
)

export const config = defineWidgetConfig({ id: "specter:customer", zone: "customer.details.side" })

export default SpecterCustomer
