import type { Selectable } from 'kysely'
import type { DB, Db, Tx } from '#db'
import type { RefusalReason } from './reasons.ts'

/** What a moderator decides about a text. */
export type ModerationDecision =
  | { kind: 'publish'; explanation?: string }
  | { kind: 'refuse'; reason: RefusalReason; explanation: string }

/** What kinds of text are moderated; each has one owner. */
export type TextKind = Selectable<DB['moderation_decision']>['kind']

/** Which text: the number that it has in the space it stands in, such as a dialogue. */
export type TextKey = { kind: TextKind; spaceId: string; number: number }

/** A text as whoever decides about it has locked it. */
export type LockedText = TextKey & {
  /** Held waits for its first decision; everybody can read what is public. */
  state: 'held' | 'public' | 'refused'
  /** The input that it is; the organisation's own texts are none. */
  inputId: string | null
  /** The dossier that its space belongs to, where it belongs to one. */
  dossierId: string | null
}

/** What a text says, and the space it stands in. */
export type DescribedText = TextKey & {
  text: string
  language: string
  space: { slug: string; title: string }
}

/**
 * The room that keeps the texts of a kind. Moderation asks it for them, and tells it what was decided; neither knows the
 * tables of the other. `testTextOwner` in `testing.ts` says what each owner must do.
 */
export type TextOwner = {
  /** Locks a text until the transaction ends, so that nobody else decides about it meanwhile. */
  lock(tx: Tx, key: TextKey): Promise<LockedText | undefined>
  /** Shows a locked text to everybody, or to nobody any more. */
  apply(tx: Tx, key: TextKey, decision: ModerationDecision): Promise<void>
  /** What these texts say, in one query and any order; unknown ones are left out. */
  describe(db: Db, keys: readonly TextKey[]): Promise<DescribedText[]>
}

/** The owner of each kind: given by whoever moderates any kind of text. */
export type TextOwners = Readonly<Record<TextKind, TextOwner>>
