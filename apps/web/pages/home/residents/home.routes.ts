import { Hono, type MiddlewareHandler } from 'hono'
import { isOpenForAnswers, listDialogues } from '#domains/deliberate'
import { lineIn, listDossiers } from '#domains/dossier'
import { countKeptPromise, listOutcomes, outcomeIn } from '#domains/followup'
import { sharedRead, sharedUnless, type Web, type WebContext } from '#web/http'
import { askFirst } from '#web/pages/deliberate'
import { participantHandle, statementHere, timeOf } from '#web/pages/dialogue'
import { type HomePoll, homePage } from './home.page.tsx'

const readDossiers = sharedRead(listDossiers)
const readOutcomes = sharedRead(listOutcomes)
const readKept = sharedRead(countKeptPromise)
const readDialogues = sharedRead(listDialogues)

/** The front page. */
export const homeRoutes = new Hono<Web>()

const SHOWN_DOSSIERS = 5
const SHOWN_OUTCOMES = 2

declare module 'hono' {
  interface ContextVariableMap {
    homePoll: HomePoll
  }
}

/** The statement is drawn, and noted as shown, for each who looks, also where the page itself comes from memory. */
const askOnFront: MiddlewareHandler<Web> = async (c, next) => {
  c.set('homePoll', await findPoll(c))
  return next()
}

/** The same for everybody, but for whoever took part: they are asked what they did not answer yet. */
const ownOrShared = sharedUnless((c) => participantHandle(c) !== undefined)

homeRoutes.get('/', askOnFront, ownOrShared, async (c) => {
  const { timeZone } = c.var.services.config
  const { today } = timeOf(c)
  const [open, outcomes, kept] = await Promise.all([
    listOpen(c),
    readOutcomes(c, {}, { size: SHOWN_OUTCOMES }),
    readKept(c, { today, timeZone }),
  ])
  return homePage(c, {
    open: open.rows.map((line) => lineIn(c.var.locale, line)),
    poll: c.get('homePoll'),
    outcomes: outcomes.rows.map((one) => outcomeIn(c.var.locale, one)),
    kept,
  })
})

function listOpen(c: WebContext) {
  return readDossiers(c, { states: ['open'], today: timeOf(c).today, page: { size: SHOWN_DOSSIERS } })
}

/** A statement of the newest dossier: of the first of its dialogues that everybody may answer now. */
async function findPoll(c: WebContext): Promise<HomePoll> {
  const [dossier] = (await listOpen(c)).rows
  if (!dossier) return undefined
  const { today } = timeOf(c)
  const dialogue = (await readDialogues(c, dossier.id)).find(
    (one) => one.access === 'everyone' && isOpenForAnswers({ dialogue: one, dossier }, today),
  )
  const statement = dialogue && (await askFirst(c, dialogue.slug))
  return statement && { slug: dialogue.slug, statement: statementHere(c, dialogue, statement) }
}
