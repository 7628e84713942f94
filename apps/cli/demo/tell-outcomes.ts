import type { Db, Tx } from '#db'
import { publishResponse } from '#domains/followup'
import { closeDossier, registerInput } from '#domains/register'
import type { Calendar } from './calendar.ts'
import type { DemoDossier } from './dossiers.ts'
import { type DemoOutcome, demoOutcomes, demoWaiting } from './outcomes.ts'

type Telling = { dossiers: Record<DemoDossier['key'], string>; unitId: string; by: string }

/** What was said on paper, by phone and at meetings, and the answers to it; the first dossier is then done. */
export async function tellOutcomes(db: Db, telling: Telling, calendar: Calendar): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const outcome of demoOutcomes) await tellOutcome(tx, outcome, telling, calendar)
    for (const { dossier, daysAgo, ...said } of demoWaiting)
      await say(tx, said, telling.dossiers[dossier], at(calendar, daysAgo))
    const closed = await closeDossier(tx, telling.dossiers.crossing, calendar.ago(20))
    if (closed.kind !== 'closed') throw new Error(`The demo dossier was not closed: ${closed.kind}`)
  })
}

async function tellOutcome(
  tx: Tx,
  { dossier, said, verdict, reason, action, why, answeredDaysAgo }: DemoOutcome,
  { dossiers, unitId, by }: Telling,
  calendar: Calendar,
): Promise<void> {
  const dossierId = dossiers[dossier]
  const inputIds: string[] = []
  for (const { daysAgo, ...one } of said) inputIds.push(await say(tx, one, dossierId, at(calendar, daysAgo)))
  const published = await publishResponse(
    tx,
    { dossierId, target: { kind: 'inputs', inputIds }, text: { verdict, reason, action, why, unitId } },
    { by, now: calendar.ago(answeredDaysAgo), today: calendar.day(-answeredDaysAgo) },
  )
  if (published.kind !== 'published') throw new Error(`A demo response was not published: ${published.kind}`)
}

function at({ ago, day }: Calendar, daysAgo: number) {
  return { receivedAt: ago(daysAgo), receivedOn: day(-daysAgo) }
}

async function say(
  tx: Tx,
  said: Omit<DemoOutcome['said'][number], 'daysAgo'>,
  dossierId: string,
  received: ReturnType<typeof at>,
): Promise<string> {
  const registered = await registerInput(tx, {
    ...said,
    dossierId,
    language: 'nl',
    isPublic: true,
    ...received,
  })
  if (registered.kind !== 'registered') throw new Error(`A demo input was not registered: ${registered.kind}`)
  return registered.inputId
}
