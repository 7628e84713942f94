import type { Db } from '#db'
import type { Label } from '#domains/answer'
import { inTreeOrder, listAllUnits, listStaff, listSubjects } from '#domains/people'
import { sharedRead, todayHere, type WebContext } from '#web/http'

async function listChoices(db: Db, today: string) {
  const [subjects, units, staff] = await Promise.all([
    listSubjects(db),
    listAllUnits(db),
    listStaff(db, today),
  ])
  const colleagues = staff.map(({ accountId: id, name }) => ({ id, name }))
  return { subjects: inTreeOrder(subjects), units: inTreeOrder(units), colleagues }
}

const readChoices = sharedRead(listChoices, { alsoSignedIn: true })

/** What a list can be narrowed to, by name: also what was replaced or closed, as conversations are still about it. */
export type NarrowChoices = Awaited<ReturnType<typeof listChoices>> & { labels: Label[] }

/** The same but for labels, which every list reads. */
export function readNarrowChoices(c: WebContext): Promise<Omit<NarrowChoices, 'labels'>> {
  return readChoices(c, todayHere(c))
}
