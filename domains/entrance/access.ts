import type { Selectable } from 'kysely'
import type { DB } from '#db'

/** The door of whatever people take part in; its id is the owner's, such as a dialogue's. */
export type Entrance = Selectable<DB['entrance']>

/** Who may take part. */
export type Access = Entrance['access']

/** Everybody, whoever shows an e-mail address, or whoever got a letter with a code. A new way of being let in begins here. */
export const accesses = ['everyone', 'mail', 'code'] as const satisfies Access[]
