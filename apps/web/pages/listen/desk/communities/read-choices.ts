import { openSubjects } from '#domains/listen'
import { inTreeOrder, listStaff, listSubjects, listUnits } from '#domains/people'
import { liesIn, listHomeChoices } from '#domains/places'
import { todayHere, type WebContext } from '#web/http'

/** What a community can be about, where it can be, and who can be in touch. */
export type Choices = Awaited<ReturnType<typeof readChoices>>

export async function readChoices(c: WebContext) {
  const { db } = c.var.services
  const [subjects, areas, units, staff] = await Promise.all([
    listSubjects(db),
    listHomeChoices(db, c.var.organisation.name),
    listUnits(db),
    listStaff(db, todayHere(c)),
  ])
  return { subjects: inTreeOrder(openSubjects(subjects)), areas, units, staff }
}

/** A subject and all that lies in it; undefined for one that is not among them. */
export function subjectsIn({ subjects }: Choices, id: string): string[] | undefined {
  const at = subjects.findIndex((one) => one.id === id)
  const chosen = subjects[at]
  if (!chosen) return undefined
  const rest = subjects.slice(at + 1)
  const end = rest.findIndex(({ depth }) => depth <= chosen.depth)
  return [chosen, ...(end === -1 ? rest : rest.slice(0, end))].map((one) => one.id)
}

/** An area, all that lies in it and all that it lies in; undefined for one that is not among them. */
export function areasAround({ areas }: Choices, code: string): string[] | undefined {
  if (!areas.some((one) => one.code === code)) return undefined
  return areas.map((one) => one.code).filter((one) => liesIn(one, code) || liesIn(code, one))
}
