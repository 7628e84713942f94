import { sql } from 'kysely'
import type { Delivery } from '#platform/mail'

/** How far a letter has come: it waits, it has left, or the other mail server refused it for good. */
export type DeliveryState = Delivery['state']

/** The same in queries that left join `outgoing_mail`: a mail is discarded once it has left, or together with its row. */
export const deliveryState = sql<DeliveryState>`coalesce(outgoing_mail.state, 'sent')`
