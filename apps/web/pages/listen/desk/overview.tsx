import {
  type countSources,
  countWaiting,
  findLongestWait,
  LEAST_WEEKS,
  listAsked,
  listGrowing,
  listWaitingDossiers,
  listWatchesToDecide,
  lookAtDesk,
  MOST_COUNTED,
} from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { getStaff } from '#web/shell'
import { ButtonLink, Icon, TrendLine } from '#web/ui'
import { langOf, say } from '#web/words'
import { AskedMost } from './asked.page.tsx'
import { deskMessages } from './desk.messages.ts'
import { personMessages } from './person.messages.ts'

/** What the desk says before anything is read: what is new to who looks, what grows, what waits. */
export type DeskOverview = Awaited<ReturnType<typeof readOverview>>

/** Notes that somebody looks, and says since when something is new to them. */
export async function look(c: WebContext): Promise<Date> {
  const { db, clock } = c.var.services
  return lookAtDesk(db, { accountId: (await getStaff(c)).accountId, now: clock.now() })
}

/** Of what people ask, so many are shown there. */
const MOST_ASKED = 3

export async function readOverview(c: WebContext, since: Date) {
  const { db, clock } = c.var.services
  const { accountId } = await getStaff(c)
  const [found, growing, waiting, waitsSince, dossiers, toDecide, asked] = await Promise.all([
    countWaiting(db, {}, since),
    listGrowing(db),
    countWaiting(db, {}),
    findLongestWait(db),
    listWaitingDossiers(db),
    listWatchesToDecide(db, accountId),
    listAsked(db, {}, { now: clock.now(), size: MOST_ASKED }),
  ])
  const others = await Promise.all(c.var.listeningSlots.map((show) => show(c)))
  return { since, found, growing, waiting, waitsSince, dossiers, toDecide, others, asked: asked.rows }
}

type Shown = { c: WebContext; overview: DeskOverview }

export type SourceCounts = Awaited<ReturnType<typeof countSources>>

export function Overview({ c, overview, sources }: Shown & { sources: SourceCounts }) {
  return (
    <div class="wk-glance">
      <New c={c} overview={overview} />
      <Growing c={c} overview={overview} />
      <Waiting c={c} overview={overview} sources={sources} />
      <AskedMost c={c} questions={overview.asked} />
    </div>
  )
}

/** "Nieuw: 2 berichten" */
function sayCount(c: WebContext, title: 'newTitle' | 'waitsTitle', n: number): string {
  const t = say(c, deskMessages)
  if (n === 0) return t(title)
  const count = n > MOST_COUNTED ? t('manyPosts', { n: MOST_COUNTED }) : t('posts', { n })
  return t('counted', { title: t(title), count })
}

function New({ c, overview: { since, found } }: Shown) {
  const t = say(c, deskMessages)
  return (
    <section aria-labelledby="new" class="wk-stack wk-stack--s">
      <h2 id="new">{sayCount(c, 'newTitle', found)}</h2>
      {found === 0 ? (
        <p>{t('newNone', { since })}</p>
      ) : (
        <>
          <p>{t('newSince', { since })}</p>
          <p>
            <ButtonLink
              kind="primary"
              href={`${pathHere(c, '/desk/listen')}?show=new&since=${since.toISOString()}#posts`}
            >
              {t('readNew')}
            </ButtonLink>
          </p>
        </>
      )}
    </section>
  )
}

function Growing({ c, overview: { growing } }: Shown) {
  const t = say(c, deskMessages)
  return (
    <section aria-labelledby="growing" class="wk-stack wk-stack--s">
      <h2 id="growing">{t('growsTitle')}</h2>
      {!growing.isTold && <p>{t('growsEarly', { n: LEAST_WEEKS + 1 })}</p>}
      {growing.isTold && growing.watches.length === 0 && <p>{t('growsNone')}</p>}
      {growing.watches.map(({ id, name, weeks }) => {
        const before = weeks.slice(0, -1)
        const told = { n: weeks.at(-1) ?? 0, weeks: before.length, most: Math.max(0, ...before) }
        return (
          <div>
            <h3>
              <a href={pathHere(c, `/desk/listen/watches/${id}`)}>{name}</a>
            </h3>
            <TrendLine values={weeks} name={t('growsDrawn', { name, ...told })} />
            <p class="wk-small">{t('grows', told)}</p>
          </div>
        )
      })}
      {growing.watches.length > 0 && <p class="wk-small">{t('growsNote')}</p>}
    </section>
  )
}

function Waiting({
  c,
  overview: { waiting, waitsSince, dossiers, toDecide, others },
  sources,
}: Shown & { sources: SourceCounts }) {
  const t = say(c, deskMessages)
  const listen = pathHere(c, '/desk/listen')
  const failing = sources.all - sources.working
  return (
    <section aria-labelledby="waiting" class="wk-stack wk-stack--s">
      <h2 id="waiting">{sayCount(c, 'waitsTitle', waiting)}</h2>
      {waitsSince === undefined ? (
        <p>{t('waitsNone')}</p>
      ) : (
        <>
          <p>{t('waitsSince', { since: waitsSince })}</p>
          <p>
            <ButtonLink href={`${listen}?show=waiting#posts`}>{t('readWaiting')}</ButtonLink>
          </p>
        </>
      )}
      <ul class="wk-bullets">
        {toDecide.map(({ id, name, askedAt }) => (
          <li>
            <a href={`${listen}/watches/${id}#person`}>{say(c, personMessages)('toDecide', { name })}</a>{' '}
            <span class="wk-small">{t('waitsDossier', { since: askedAt })}</span>
          </li>
        ))}
        {dossiers.map(({ id, question, language, waitsSince: since }) => (
          <li>
            <a href={`${listen}?show=waiting&dossier=${id}#posts`} {...langOf(c, language)}>
              {question}
            </a>{' '}
            <span class="wk-small">{t('waitsDossier', { since })}</span>
          </li>
        ))}
        {others
          .filter((other) => other !== null)
          .map((other) => (
            <li>{other}</li>
          ))}
        {(['failing', 'silent'] as const)
          .map((kind) => ({ kind, n: kind === 'failing' ? failing : sources.silent }))
          .filter(({ n }) => n > 0)
          .map(({ kind, n }) => (
            <li>
              <a href={`${listen}/sources`}>
                <Icon name="warning" /> {t(kind, { n })}
              </a>
            </li>
          ))}
      </ul>
    </section>
  )
}
