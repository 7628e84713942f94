import type { Db, Tx } from '#db'
import { classifyConversation, countRuns, sendReply, startConversation, type Turn } from '#domains/answer'
import type { Letterhead } from '#domains/letters'
import { dateIn } from '#platform/clock'
import type { Calendar } from './calendar.ts'

type Telling = { by: string; secret: string; letterhead: Letterhead; subjects: Map<string, string> }

/** What is asked again and again, about which subject, and what is answered. */
const asked = [
  ['Afval', 'Wanneer wordt het oud papier opgehaald in de {street}?', 'Elke tweede dinsdag van de maand.'],
  ['Afval', 'De container in de {street} zit vol.', 'Hij is geleegd. Bedankt voor het melden.'],
  ['Parkeren', 'Hoe vraag ik een vergunning aan voor de {street}?', 'Dat kan op onze site, met uw kenteken.'],
  ['Bomen en groen', 'Een tak hangt laag boven de stoep in de {street}.', 'De tak is weggehaald.'],
  ['Straatverlichting', 'De lantaarn in de {street} knippert.', 'De lamp is vervangen.'],
  ['Wegen en verkeer', 'In de {street} ligt een stoeptegel los.', 'De tegel ligt weer vast.'],
  [
    'Paspoort en identiteitskaart',
    'Kan ik mijn paspoort thuis laten bezorgen in de {street}?',
    'Ja, kies dat bij uw afspraak.',
  ],
  [
    'Verhuizen',
    'Ik verhuis naar de {street}. Hoe geef ik dat door?',
    'Dat kan op onze site, vanaf vier weken van tevoren.',
  ],
] as const

const streets = ['Dorpsstraat', 'Kerkstraat', 'Singel', 'Lindelaan', 'Vaartkade', 'Beukenlaan'] as const

/** Of ten: how they came in, and after how many days they were answered. */
const channels = ['web', 'phone', 'web', 'desk', 'phone', 'desk', 'web', 'phone', 'web', 'web'] as const
const daysWaited = [1.2, 0.02, 3, 0.6, 0.05, 0.01, 9, 0.9, 2, 4] as const

const PAST = 100
const FIRST_DAYS_AGO = 110

/** What was answered in the months before the story, so that there is something to count. */
export async function tellPast(db: Db, telling: Telling, { ago }: Calendar): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (let at = 0; at < PAST; at++) {
      const daysAgo = FIRST_DAYS_AGO - at * 0.9
      await tellOne(tx, at, ago(daysAgo), telling)
    }
  })
  const onFault = (error: unknown) => {
    throw error
  }
  await countRuns(db, { timeZone: telling.letterhead.timeZone, onFault })
}

async function tellOne(
  tx: Tx,
  at: number,
  now: Date,
  { by, secret, letterhead, subjects }: Telling,
): Promise<void> {
  const [subject, question, answer] = asked[at % asked.length] ?? asked[0]
  const body = question.replace('{street}', streets[at % streets.length] ?? '')
  const channel = channels[at % channels.length] ?? 'web'
  const reception = { language: 'nl', channel, secret, letterhead, mayMail: false, now } as const
  const { conversationId } = await startConversation(
    tx,
    { body },
    { ...reception, ...(channel === 'web' ? {} : { by }) },
  )
  const { timeZone } = letterhead
  const turn = async (at: Date): Promise<Turn> => {
    const { last_seq: seen } = await tx
      .selectFrom('conversation')
      .select('last_seq')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow()
    return { conversationId, by, seen, now: at, today: dateIn(timeZone, at), timeZone }
  }
  await classifyConversation(tx, await turn(now), { subjectId: subjects.get(subject) ?? null, unitId: null })
  const answeredAt = new Date(now.getTime() + (daysWaited[at % daysWaited.length] ?? 1) * 86_400_000)
  await sendReply(tx, await turn(answeredAt), { body: answer, answersInput: true }, letterhead)
}
