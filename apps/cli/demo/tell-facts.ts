import type { Db } from '#db'
import { approveFact, beginFact, factSchema, linkPost } from '#domains/answer'
import type { Calendar } from './calendar.ts'

type Telling = {
  dossierId: string
  unitId: string
  subjectId: string | null
  /** Who writes it, and who approves it. */
  by: string
  approver: string
}

const fact = {
  claim: 'In de Dorpsstraat verdwijnen alle parkeerplekken.',
  verdict: 'wrong',
  answer: 'Over de parkeerplekken is nog niets besloten. De gemeenteraad beslist pas na uw advies.',
  explanation:
    'De straat gaat volgend jaar open voor nieuwe riolering. Dat is het moment om hem anders in te richten. Hoeveel parkeerplekken er dan blijven, staat nog niet vast: daarover gaat het gesprek met bewoners en winkels. Plekken voor mensen die niet ver kunnen lopen, blijven in elk geval.',
  source: { url: 'https://gemeente.voorbeeld.test/dorpsstraat', title: 'Startnotitie Dorpsstraat' },
}

/** A fact sheet about what is said of the street, approved by a colleague, and the post that says it. */
export async function tellFacts(
  db: Db,
  { dossierId, unitId, subjectId, by, approver }: Telling,
  { ago, day }: Calendar,
): Promise<void> {
  const { source, ...words } = fact
  const today = day(0)
  const text = factSchema(today).parse({
    ...{ ...words, unitId, subjectId: subjectId ?? '', dossierIds: [dossierId] },
    ...{ sources: [{ ...source, on: day(-40) }], knownOn: day(-3) },
  })
  const post = await db
    .selectFrom('post')
    .select('id')
    .where('title', '=', '‘Mijn klanten komen van buiten het dorp’')
    .executeTakeFirstOrThrow()
  await db.transaction().execute(async (tx) => {
    const begun = await beginFact(tx, { ...text, language: 'nl' }, { by, now: ago(2) })
    if (begun.kind !== 'put') throw new Error(`The demo fact sheet was not begun: ${begun.kind}`)
    const { sheetId } = begun
    await linkPost(tx, { sheetId, postId: post.id }, { by, now: ago(2) })
    const who = { by: approver, now: ago(1), today: day(-1) }
    const approved = await approveFact(tx, { sheetId, version: 1 }, who)
    if (approved.kind !== 'published')
      throw new Error(`The demo fact sheet was not approved: ${approved.kind}`)
  })
}
