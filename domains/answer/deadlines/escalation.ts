import { isAllowed, type StaffMember, type Unit } from '#domains/people'
import { blocksOn, type Calendar, clockOf, type DueMoment, dateOfDue, shiftOpenDays } from '#platform/clock'

/** A working day before it is due; as it is due; two working days after. */
export type EscalationLevel = 1 | 2 | 3

/** By which days a level is reached, for an organisation that is at work now. */
export type EscalationDays = {
  /** Level 1: due on this day or before. */
  soonOn: string
  /** Level 2: due by this moment. */
  dueBy: DueMoment
  /** Level 3: due on this day or before. */
  longOn: string
}

/**
 * What is told at a moment by the clock on the wall, as `2026-05-08T14:05`.
 * @returns undefined outside of the blocks of the calendar: nobody is told anything then
 */
export function escalationDays(calendar: Calendar, moment: string): EscalationDays | undefined {
  const [today = '', time = ''] = moment.split('T')
  const isAtWork = blocksOn(calendar, today).some(
    ({ from, to }) => clockOf(from) <= time && time < clockOf(to),
  )
  if (!isAtWork) return undefined
  return {
    soonOn: shiftOpenDays(calendar, today, 1),
    dueBy: moment,
    longOn: shiftOpenDays(calendar, today, -2),
  }
}

/** The level that something has reached by what is due next; 0: none. */
export function levelOf(due: DueMoment, { soonOn, dueBy, longOn }: EscalationDays): EscalationLevel | 0 {
  if (dateOfDue(due) <= longOn) return 3
  if (due <= dueBy) return 2
  return dateOfDue(due) <= soonOn ? 1 : 0
}

/** Everybody who works here, and the tree of units. */
export type House = { staff: readonly StaffMember[]; units: readonly Unit[] }

/** Something that has reached a level. */
export type Reached = { level: EscalationLevel; assignedTo: string | null; unitId: string | null }

/**
 * Who is told: at first whoever has it in hand; as it is due those who lead its unit; at last those who lead what lies above that,
 * else the administrators. A unit is led by who makes policy in it, and one without by the nearest above it that has some; what no
 * unit answers, and what nobody has in hand, is for the administrators.
 */
export function recipientsOf({ level, assignedTo, unitId }: Reached, house: House): StaffMember[] {
  const administrators = house.staff.filter((one) => isAllowed(one, 'administer'))
  if (level === 1) {
    const holder = house.staff.filter(({ accountId }) => accountId === assignedTo)
    if (holder.length > 0) return holder
  }
  const [nearest, above] = listLeads(unitId, house)
  return (level === 3 ? above : nearest) ?? administrators
}

/** Those who lead a unit and what lies above it, nearest first; units that nobody leads are left out. */
function listLeads(unitId: string | null, { staff, units }: House): StaffMember[][] {
  const leads: StaffMember[][] = []
  const seen = new Set<string>()
  for (let id = unitId; id !== null && !seen.has(id); ) {
    seen.add(id)
    const here = id
    const found = staff.filter(({ roles }) =>
      roles.some((held) => held.role === 'policy_maker' && held.unitId === here),
    )
    if (found.length > 0) leads.push(found)
    id = units.find((unit) => unit.id === here)?.parentId ?? null
  }
  return leads
}
