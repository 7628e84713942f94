import { listStaff, listSubjects, listWhatSomebodyMay } from '#domains/people'
import { todayHere, type WebContext } from '#web/http'
import type { May } from './what-they-may.tsx'

/** Reads what somebody may do today, with the names that it is told in. */
export async function readMay(c: WebContext, accountId: string): Promise<May> {
  const { db } = c.var.services
  const today = todayHere(c)
  const [told, subjects, staff] = await Promise.all([
    listWhatSomebodyMay(db, accountId, today),
    listSubjects(db),
    listStaff(db, today),
  ])
  return { told, subjects, names: new Map(staff.map((one) => [one.accountId, one.name])) }
}
