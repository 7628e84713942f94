import type { Db } from '#db'
import { listLabels } from '#domains/answer'
import { listOpenDossiers } from '#domains/dossier'
import { inTreeOrder, listAllUnits, listStaff, listSubjects } from '#domains/people'
import { listHomeChoices } from '#domains/places'
import { sharedRead, todayHere, type WebContext } from '#web/http'

async function listChoices(db: Db, today: string, organisation: string) {
  const [subjects, units, staff, labels, dossiers, areas] = await Promise.all([
    listSubjects(db),
    listAllUnits(db),
    listStaff(db, today),
    listLabels(db),
    listOpenDossiers(db),
    listHomeChoices(db, organisation),
  ])
  const colleagues = staff.map(({ accountId: id, name }) => ({ id, name }))
  return {
    ...{ subjects: inTreeOrder(subjects), units: inTreeOrder(units) },
    ...{ staff, colleagues, labels, dossiers, areas },
  }
}

const readChoices = sharedRead(listChoices, { alsoSignedIn: true })

/** What every list and conversation offers to choose from: also what was replaced, closed or ended, as something is still about it. */
export type DeskChoices = Awaited<ReturnType<typeof listChoices>>

/** The same for everybody who works here: read once in a moment. */
export function readDeskChoices(c: WebContext): Promise<DeskChoices> {
  return readChoices(c, todayHere(c), c.var.organisation.name)
}
