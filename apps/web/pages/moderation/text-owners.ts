import { statementOwner } from '#domains/deliberate'
import type { TextOwners } from '#domains/moderation'

/** Whose texts moderators decide about: for pages that are about any kind. */
export const textOwners: TextOwners = { statement: statementOwner }
