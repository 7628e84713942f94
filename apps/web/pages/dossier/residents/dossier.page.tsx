import type { Child } from 'hono/jsx'
import { type DossierPage, type Phase, promiseLevels, timeOfPhase } from '#domains/dossier'
import { type DrawnArea, liesIn } from '#domains/places'
import type { PublicInput } from '#domains/register'
import { dateIn, noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { PlaceMap } from '#web/pages/places'
import { publicPage } from '#web/shell'
import {
  Agenda,
  Band,
  Breadcrumbs,
  ButtonLink,
  Details,
  MoreLink,
  Notice,
  PageHead,
  PromisePanel,
  Section,
  Stack,
  Timeline,
  type TimelineStep,
  Voice,
  type Way,
  Ways,
  Wrap,
} from '#web/ui'
import { LanguageNote, langOf, languageSentence, saidWords, say } from '#web/words'
import { dossierMessages } from '../dossier.messages.ts'
import { LevelTag } from '../dossier-line.tsx'
import type { ToldCounts } from '../input-counts.ts'
import type { FirstStep } from '../slots.ts'
import { EarlierTexts } from './earlier-texts.tsx'

/** What the page of a dossier shows, beside what other rooms add to it. */
export type DossierView = DossierPage & {
  counts: ToldCounts
  said: PublicInput[]
  /** Ways to take part that other rooms offer, such as voting. */
  ways: Way[]
  /** Sections of other rooms: dialogues, what came of input. */
  sections: Child[]
  /** What can be done first; where no room says so, it is to tell something. */
  first: FirstStep | undefined
  /** Something to look at beside the question. */
  picture: Child | undefined
  /** Areas to draw, where it is about one of them. */
  areas: DrawnArea[]
}

/** The public page of a dossier: what is asked, what is promised, where it stands, what was said and done. */
export async function dossierPage(c: WebContext, view: DossierView): Promise<Response> {
  const t = say(c, dossierMessages)
  const { dossier } = view
  return publicPage(
    c,
    {
      title: dossier.question,
      description: dossier.summary,
      menuItem: 'take-part',
      noIndex: dossier.state === 'draft',
      ...(dossier.state === 'open' ? { ask: { dossier: dossier.slug } } : {}),
    },
    <>
      <Wrap>
        <Breadcrumbs
          label={t('crumbs')}
          trail={[
            { href: pathHere(c, '/'), label: t('home') },
            { href: pathHere(c, '/dossiers'), label: t('allSubjects') },
          ]}
        />
      </Wrap>
      <Band tight>
        <Stack gap="xl">
          {dossier.state === 'draft' && <Notice kind="warning" title={t('draftNotice')} />}
          {dossier.closed_at && (
            <Notice kind="ok" title={t('closedNotice', { on: dossier.closed_at })}>
              {t(view.counts.inputs === 0 && view.counts.voted === 'none' ? 'closedEmpty' : 'closedText')}
            </Notice>
          )}
          <Stack gap="s">
            <DossierHead c={c} view={view} />
            <LanguageNote c={c} of={dossier} path={`/dossiers/${dossier.slug}`} />
          </Stack>
          <PromiseOf c={c} view={view} />
          <EarlierTexts c={c} view={view} />
          <WhereNow c={c} phases={view.phases} />
          {dossier.state !== 'closed' && (
            <Section id="take-part" title={t('takePart')}>
              <Ways ways={[...view.ways, ...waysForAll(c, dossier.slug)]} />
            </Section>
          )}
          {view.sections}
          <Said c={c} view={view} />
          {dossier.state === 'open' && <Next c={c} view={view} />}
        </Stack>
      </Band>
    </>,
  )
}

function DossierHead({ c, view: { dossier, promise, unit, ...view } }: { c: WebContext; view: DossierView }) {
  const t = say(c, dossierMessages)
  const code = dossier.area_code
  const area = code === null ? undefined : view.areas.find((one) => liesIn(code, one.code))
  const where = dossier.area || area?.name
  const map = area && where && (
    <PlaceMap c={c} areas={view.areas} place={{ name: where, isNear: false, position: null, area }} />
  )
  const beside = view.picture ?? map
  return (
    <PageHead
      title={dossier.question}
      lead={dossier.summary}
      {...langOf(c, dossier.language)}
      above={<LevelTag c={c} level={promise.level} />}
      actionsFirst={dossier.state === 'open' && <FirstStepOf c={c} slug={dossier.slug} view={view} />}
      meta={[
        { icon: 'users-three', text: t(dossier.state === 'closed' ? 'unitThen' : 'unit', { unit }) },
        ...(where ? [{ icon: 'map-pin' as const, text: where }] : []),
      ]}
      {...(beside ? { beside } : {})}
    />
  )
}

/** The button to take part and the last day: on a phone they are seen without a swipe. */
function FirstStepOf({
  c,
  slug,
  view: { first, phases },
}: {
  c: WebContext
  slug: string
  view: Pick<DossierView, 'first' | 'phases'>
}) {
  const t = say(c, dossierMessages)
  const { config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  const now = phases.find((phase) => timeOfPhase(phase, today) === 'now')
  const { href, label } = first ?? { href: pathHere(c, `/tell-us?dossier=${slug}`), label: t('tellTitle') }
  const until = first ? first.until : (now?.ends_on ?? null)
  return (
    <>
      <ButtonLink kind="primary" href={href} onward>
        {label}
      </ButtonLink>
      {until && <span>{t('canUntil', { on: noonOf(until) })}</span>}
    </>
  )
}

function PromiseOf({ c, view: { promise, earlierPromises, dossier } }: { c: WebContext; view: DossierView }) {
  const t = say(c, dossierMessages)
  const lang = langOf(c, promise.language)
  const level = promiseLevels.indexOf(promise.level) + 1
  const changed = earlierPromises.length > 0
  return (
    <Stack gap="s">
      <LanguageNote c={c} of={promise} around={dossier} />
      <PromisePanel
        id="promise"
        title={t('promise')}
        promise={<span {...lang}>{promise.statement}</span>}
        facts={[
          { term: t('whoDecides'), detail: <span {...lang}>{promise.decided_by}</span> },
          {
            term: t('whenDecided'),
            detail: promise.decision_on ? longDay(c, promise.decision_on) : t('notYetKnown'),
          },
          {
            term: t(dossier.state === 'closed' ? 'answerPromised' : 'youHear'),
            detail: t('dueBy', { on: noonOf(promise.answer_on) }),
          },
          ...(changed
            ? [
                {
                  term: t('changedOn', { on: promise.made_at }),
                  detail: <a href="#earlier-promises">{t('readVersions')}</a>,
                },
              ]
            : []),
        ]}
        ladder={{
          sentence: t('influence', { level }),
          level,
          steps: [
            t('levelInform'),
            t('levelConsult'),
            t('levelAdvise'),
            t('levelCoproduce'),
            t('levelDecide'),
          ],
        }}
      />
      {changed && (
        <div id="earlier-promises">
          <Details summary={t('versionsTitle')}>
            <p>{t('versionReason', { reason: promise.reason_for_change })}</p>
            {earlierPromises.map((earlier) => (
              <div class="wk-stack wk-stack--s">
                <h3 class="wk-h4">{t('version', { n: earlier.version, on: earlier.made_at })}</h3>
                <p {...langOf(c, earlier.language)}>{earlier.statement}</p>
                {earlier.reason_for_change && (
                  <p>{t('versionReason', { reason: earlier.reason_for_change })}</p>
                )}
              </div>
            ))}
          </Details>
        </div>
      )}
    </Stack>
  )
}

function WhereNow({ c, phases }: { c: WebContext; phases: DossierView['phases'] }) {
  const t = say(c, dossierMessages)
  const { config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  const steps = phases.map((phase): TimelineStep => {
    const time = timeOfPhase(phase, today)
    return {
      when: { words: whenOf(c, phase, time === 'now'), iso: phase.starts_on },
      title: <span {...langOf(c, phase.language)}>{phase.title}</span>,
      ...(phase.description ? { note: <span {...langOf(c, phase.language)}>{phase.description}</span> } : {}),
      ...(time === 'done' ? {} : { moment: time }),
    }
  })
  return (
    <Section id="where-now" title={t('whereNow')}>
      <Timeline steps={steps} wide />
    </Section>
  )
}

function whenOf(c: WebContext, phase: Phase, isNow: boolean): string {
  const t = say(c, dossierMessages)
  const from = noonOf(phase.starts_on)
  if (phase.ends_on === null) return isNow ? t('now') : t('from', { on: from })
  const until = noonOf(phase.ends_on)
  if (phase.ends_on === phase.starts_on) return longDay(c, phase.starts_on)
  return isNow ? `${t('now')}, ${t('until', { on: until })}` : t('fromUntil', { from, until })
}

function waysForAll(c: WebContext, slug: string): Way[] {
  const t = say(c, dossierMessages)
  const { phone, opening_hours: hours, visiting_address: address } = c.var.organisation
  const tell: Way = {
    href: pathHere(c, `/tell-us?dossier=${slug}`),
    icon: 'chat-circle-text',
    title: t('tellTitle'),
    text: t('tellText'),
  }
  return phone
    ? [tell, { icon: 'phone', title: t('callTitle'), text: t('callText', { phone, hours, address }) }]
    : [tell]
}

function Said({ c, view: { dossier, said, counts } }: { c: WebContext; view: DossierView }) {
  const t = say(c, dossierMessages)
  return (
    <Section
      id="said"
      title={t('saidTitle')}
      more={
        said.length > 0 ? (
          <MoreLink href={pathHere(c, `/dossiers/${dossier.slug}/said`)}>{t('saidMore')}</MoreLink>
        ) : null
      }
    >
      {(counts.inputs > 0 || counts.voted !== 'none') && (
        <p>
          {counts.inputs > 0
            ? t('counts', { said: saidWords(c, counts), answered: counts.answered })
            : `${saidWords(c, counts)}.`}
        </p>
      )}
      {said.length === 0 ? (
        <p>
          {t('saidNone')}. {t('saidNoneText')}
        </p>
      ) : (
        <Voices c={c} said={said} />
      )}
    </Section>
  )
}

/** What people said, each with where it was said. */
export function Voices({ c, said }: { c: WebContext; said: PublicInput[] }) {
  const t = say(c, dossierMessages)
  const who = { statement: t('whoStatement'), post: t('whoPost') } as Partial<
    Record<PublicInput['kind'], string>
  >
  return (
    <div class="wk-halves">
      {said.map((input) => (
        <Voice
          who={[
            `${who[input.kind] ?? t('whoOther')}, ${t('heardOn', { on: noonOf(input.receivedOn) })}`,
            languageSentence(c, input),
          ]
            .filter(Boolean)
            .join('. ')}
          quote={input.body ?? ''}
          {...langOf(c, input.language)}
        />
      ))}
    </div>
  )
}

/** What is still to come: a day that has gone by is not, unless an answer is late. */
function Next({ c, view: { promise, counts } }: { c: WebContext; view: DossierView }) {
  const t = say(c, dossierMessages)
  const { config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  const when = t('dueByStart', { on: noonOf(promise.answer_on) })
  const isDue = promise.answer_on < today
  const answer = isDue && !counts.isWaiting ? [] : [{ when, what: t(isDue ? 'nextLate' : 'nextAnswer') }]
  const decision =
    promise.decision_on && promise.decision_on >= today
      ? [
          {
            when: t('shortDay', { on: noonOf(promise.decision_on) }),
            what: t('nextDecision', { who: promise.decided_by }),
          },
        ]
      : []
  if (answer.length + decision.length === 0) return null
  return (
    <Section id="next" title={t('next')}>
      <Agenda items={[...answer, ...decision]} />
    </Section>
  )
}

function longDay(c: WebContext, day: string): string {
  return say(c, dossierMessages)('day', { on: noonOf(day) })
}
