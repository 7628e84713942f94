import { Hono } from 'hono'
import {
  answersOf,
  findBallotStatement,
  isOpenForAnswers,
  listDialogues,
  listResults,
} from '#domains/deliberate'
import { type DossierLine, lineIn, listDossiers } from '#domains/dossier'
import { countKeptPromise, listOutcomes, outcomeIn } from '#domains/followup'
import { dateIn } from '#platform/clock'
import { sharedPage, sharedRead, type Web, type WebContext } from '#web/http'
import { statementHere } from '#web/pages/dialogue'
import { type HomePoll, homePage } from './home.page.tsx'

const readDossiers = sharedRead(listDossiers)
const readOutcomes = sharedRead(listOutcomes)
const readKept = sharedRead(countKeptPromise)
const readDialogues = sharedRead(listDialogues)
const readResults = sharedRead(listResults)
const readStatement = sharedRead(findBallotStatement)

/** The front page. */
export const homeRoutes = new Hono<Web>()

const SHOWN_DOSSIERS = 5
const SHOWN_OUTCOMES = 2

homeRoutes.get('/', sharedPage, async (c) => {
  const { config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  const [open, outcomes, kept] = await Promise.all([
    readDossiers(c, { states: ['open'], today, page: { size: SHOWN_DOSSIERS } }),
    readOutcomes(c, {}, { size: SHOWN_OUTCOMES }),
    readKept(c, { today, timeZone: config.timeZone }),
  ])
  const poll = await findPoll(c, open.rows[0], today)
  return homePage(c, {
    open: open.rows.map((line) => lineIn(c.var.locale, line)),
    outcomes: outcomes.rows.map((one) => outcomeIn(c.var.locale, one)),
    kept,
    poll,
  })
})

/** The statement of the first dossier's open dialogue of which the fewest answers are told. */
async function findPoll(c: WebContext, dossier: DossierLine | undefined, today: string): Promise<HomePoll> {
  const dialogues = dossier ? await readDialogues(c, dossier.id) : []
  const dialogue = dialogues.find((one) =>
    isOpenForAnswers({ dialogue: one, dossier: { state: dossier?.state ?? 'closed' } }, today),
  )
  if (!dialogue) return undefined
  const results = await readResults(c, dialogue.id)
  const fewest = results.toSorted((a, b) => answersOf(a) - answersOf(b))[0]
  const statement = fewest && (await readStatement(c, dialogue.id, fewest.number))
  return statement && { slug: dialogue.slug, statement: statementHere(c, dialogue, statement) }
}
