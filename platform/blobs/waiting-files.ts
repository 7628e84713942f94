import { sql } from 'kysely'
import { defineRetention } from '#platform/retention'
import { forgetUses } from './kept-file.ts'

/** Whose files are that came with a form which was not taken yet: of whoever has the key that the form carries. */
export function ownerOfForm(key: string): string {
  return `form:${key}`
}

/** Files of a form that came back, and was never sent again. */
export const waitingFiles = defineRetention<string>({
  kind: 'form-file',
  what: 'a picture, film or document that came with a form which was refused, and never sent again',
  keptFor: { days: 1 },
  from: 'it came; sooner, when the form is taken: it then belongs to what was said',
  ground: 'Whoever mends their form need not send their files again.',
  table: 'blob_use',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`blob_use.owner like 'form:%' and blob_use.created_at < ${olderThan}`,
  letGo: (tx, ids) => forgetUses(tx, (uses) => uses.where('id', 'in', ids)),
})
