import { findStatementsOf } from '#domains/deliberate'
import { isAllowed } from '#domains/people'
import type { LinkInputs } from '#web/pages/dossier'
import { getStaff } from '#web/shell'
import { deskPathOf } from './desk-dialogue.tsx'

/** A statement is decided about in the queue of its dialogue, and then stands among the others. */
export const linkStatements: LinkInputs = async (c, { id: dossierId }, inputs) => {
  if (!isAllowed(await getStaff(c), 'moderate')) return new Map()
  const inputIds = inputs.filter(({ kind }) => kind === 'statement').map(({ id }) => id)
  const found = await findStatementsOf(c.var.services.db, { dossierId, inputIds })
  return new Map(
    found.flatMap(({ inputId, slug, number, state }) => {
      const base = deskPathOf(c, slug)
      if (inputId === null || state === 'refused') return []
      const there =
        state === 'held' ? `${base}?statement=${number}` : `${base}/statements?after=${number + 1}`
      return [[inputId, there] as const]
    }),
  )
}
