import { countTasks, readTaskViewer } from '#domains/answer'
import { todayHere, type WebContext } from '#web/http'
import { getStaff } from '#web/shell'

/** How much waits for somebody at the desk: what their team was asked and nobody took, and what they were told and did not open. */
export async function countWaitingTasks(c: WebContext): Promise<number> {
  const { db } = c.var.services
  const { untaken, notices } = await countTasks(db, await readTaskViewer(db, await getStaff(c), todayHere(c)))
  return untaken + notices
}
