import type { Selectable } from 'kysely'
import type { DB } from '#db'

/** Anything that anyone said, as the register keeps it. */
export type Input = Selectable<DB['input']>

export type InputKind = Input['kind']
export type InputChannel = Input['channel']
