import type { Db } from '#db'
import { listAllUnits, listStaff, type StaffMember, type Unit } from '#domains/people'
import { mayReadConversation, type Reader } from '../privacy/may-read.ts'
import type { Task, TaskHolder } from './task.ts'

/** Somebody of the staff, and the teams whose tasks are theirs too. */
export type TaskViewer = Reader & { unitIds: string[] }

type Node = Pick<Unit, 'id' | 'parentId'>

/** A unit, all that lies in it, and all that it lies in: who works in one of them is asked when it is. Steps: the number of units. */
export function unitsAround(units: readonly Node[], id: string): Set<string> {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]))
  const below = Map.groupBy(units, ({ parentId }) => parentId)
  const around = new Set<string>()
  const descend = (unit: string) => {
    if (around.has(unit)) return
    around.add(unit)
    for (const child of below.get(unit) ?? []) descend(child.id)
  }
  descend(id)
  for (let above = parents.get(id); above && !around.has(above); above = parents.get(above)) around.add(above)
  return around
}

/** With the teams of somebody's roles today, and those above and below these. */
export async function readTaskViewer(
  db: Db,
  { accountId, roles }: Pick<StaffMember, 'accountId' | 'roles'>,
  today: string,
): Promise<TaskViewer> {
  const units = await listAllUnits(db)
  const around = roles.flatMap(({ unitId }) => [...unitsAround(units, unitId)])
  return { accountId, today, unitIds: [...new Set(around)] }
}

/** Whether somebody may open a task: whoever does it, and whoever may read the conversation. */
export async function mayOpenTask(
  db: Db,
  task: Pick<Task, 'unit_id' | 'account_id' | 'conversation_id'>,
  viewer: TaskViewer,
): Promise<boolean> {
  return isHolder(task, viewer) || mayReadConversation(db, task.conversation_id, viewer)
}

/** Whether a task is somebody's to do: theirs, or one of their team. */
export function isHolder(
  task: Pick<Task, 'unit_id' | 'account_id'>,
  { accountId, unitIds }: Pick<TaskViewer, 'accountId' | 'unitIds'>,
): boolean {
  return task.account_id === accountId || (task.unit_id !== null && unitIds.includes(task.unit_id))
}

/** Whom a task can be asked of. */
export type AskableHolders = {
  /** Teams that are open, and in which somebody would see it. */
  units: Unit[]
  staff: StaffMember[]
}

export async function listAskable(db: Db, today: string): Promise<AskableHolders> {
  const [units, staff] = await Promise.all([listAllUnits(db), listStaff(db, today)])
  const staffed = new Set(staff.flatMap(({ roles }) => roles.map(({ unitId }) => unitId)))
  const reached = new Set([...staffed].flatMap((id) => [...unitsAround(units, id)]))
  return { units: units.filter(({ id, closedOn }) => closedOn === null && reached.has(id)), staff }
}

/** In a form: `unit:…` or `staff:…`, with the id. */
export function holderOf(choice: string): TaskHolder | undefined {
  const [, kind, id] = /^(unit|staff):([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.exec(choice) ?? []
  if (!id) return undefined
  return kind === 'unit' ? { unitId: id, accountId: null } : { unitId: null, accountId: id }
}
