import type { Removal } from '#domains/answer'
import type { Track, TrackAnswer, TrackNotice } from '#domains/followup'
import type { KeptFile } from '#platform/blobs'
import { dateIn, noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { describeFile } from '#web/pages/answer'
import { Answer, Details, type TrackStep, Voice } from '#web/ui'
import { langOf, languageSentence, Prose, say } from '#web/words'
import { AnswerText } from '../answer-text.tsx'
import { trackMessages } from './track.messages.ts'
import { withWhatIsAhead } from './track-ahead.tsx'
import { Apart } from './track-beside.tsx'
import { closingOf } from './track-closed.tsx'
import { laterStep, yourTurnStep } from './track-due.tsx'
import { refusalsOf, secondLookOf } from './track-refusals.tsx'
import { replacementOf } from './track-replacement.tsx'
import { type DatedStep, day, NoticeLine } from './track-step.tsx'

/** Where another conversation of theirs is, by the public id of its input. */
export type PathTo = (publicId: string) => string

/** What happened to an input, in order, and what is still to come. */
export function stepsOf(c: WebContext, track: Track, pathTo: PathTo): TrackStep[] {
  const happened = [
    ...repliesOf(c, track, pathTo),
    ...answersOf(c, track),
    ...refusalsOf(c, track),
    ...replacementOf(c, track),
    ...closingOf(c, track),
  ]
  happened.sort((a, b) => +a.at - +b.at)
  const steps = [
    ...beginning(c, track),
    ...placed(c, track),
    ...happened.map(({ step }) => step),
    ...secondLookOf(c, track),
  ]
  const { input, dossier } = track
  const awaited = isAwaited(track) ? waiting(c, track) : []
  if (dossier?.closed_at)
    return [...steps, closed(c, dossier.closed_at), ...(input.answered_at ? awaited : [])]
  return withWhatIsAhead(c, [...steps, ...awaited], track)
}

function beginning(c: WebContext, { input, dossier, dialogue, conversation }: Track): TrackStep[] {
  const t = say(c, trackMessages)
  const received: TrackStep = { icon: 'check', title: t('received'), when: day(c, input.received_at) }
  if (input.state === 'held')
    return [received, { icon: 'eye', title: t('held'), body: <p>{t('heldText')}</p>, moment: 'now' }]
  if (input.state === 'withdrawn' && conversation) return [received]
  if (input.state === 'withdrawn') return [received, { icon: 'x', title: t('withdrawn') }]
  // An import may bring a refusal without a reason; the others stand at their own day.
  if (input.state === 'refused' && !dialogue?.refusals?.length)
    return [received, { icon: 'x', title: t('refused'), by: 'org' }]
  if (input.state === 'refused') return [received]
  if (input.kind === 'votes')
    return [received, { icon: 'check-square', title: t('counted'), body: <p>{t('countedText')}</p> }]
  if (!input.is_public || !input.published_at || input.kind === 'post') return [received]
  const link = dossier && (
    <p>
      <a href={pathHere(c, `/dossiers/${dossier.slug}/said`)}>{t('readOnSite')}</a>
    </p>
  )
  return [
    received,
    { icon: 'megaphone', title: t('published'), when: day(c, input.published_at), body: link },
  ]
}

function placed(c: WebContext, { dossier, dialogue }: Track): TrackStep[] {
  if (!dossier) return []
  const t = say(c, trackMessages)
  const body = (
    <>
      <p>
        <a href={pathHere(c, `/dossiers/${dossier.slug}`)} {...langOf(c, dossier.language)}>
          {dossier.question}
        </a>
      </p>
      {dialogue && dialogue.question !== dossier.question && (
        <p>
          {t('inDialogue')}{' '}
          <a href={pathHere(c, `/dialogues/${dialogue.slug}`)} {...langOf(c, dialogue.language)}>
            {dialogue.question}
          </a>
        </p>
      )}
      <p class="wk-small">{t(dossier.closed_at ? 'placedThen' : 'placedText', { unit: dossier.unit })}</p>
    </>
  )
  return [{ icon: 'link-simple', title: t('placed'), body }]
}

/** What was written back and forth after the first message, which stands on top of the page. */
function repliesOf(c: WebContext, { conversation, input }: Track, pathTo: PathTo): DatedStep[] {
  const t = say(c, trackMessages)
  const { lang } = langOf(c, input.language)
  const [, ...later] = conversation?.entries ?? []
  return later.map((entry) => {
    const when = day(c, entry.at)
    if (entry.kind === 'received')
      return {
        at: entry.at,
        step: {
          icon: 'chat-text',
          title: t('youWrote'),
          when,
          body: (
            <>
              <Words c={c} entry={entry} lang={lang} />
              <SentAlong c={c} files={entry.files} />
              <ToldPlace c={c} told={entry.told} />
              {entry.apart && <Apart c={c} path={pathTo(entry.apart)} />}
            </>
          ),
        },
      }
    if (entry.kind === 'due') return laterStep(c, entry)
    if (entry.kind === 'other')
      return {
        at: entry.at,
        step: { icon: 'envelope-simple', title: t('otherWrote'), when, body: <p>{t('otherWroteText')}</p> },
      }
    if (entry.kind === 'unhelped')
      return { at: entry.at, step: { icon: 'arrow-bend-up-left', title: t('unhelpedStep'), when } }
    const told =
      entry.mail === 'waiting'
        ? t(c.var.services.config.smtpUrl === undefined ? 'mailStays' : 'replyWaiting')
        : entry.mail === 'refused'
          ? t('replyRefused')
          : undefined
    const body = (
      <>
        <Answer who={c.var.organisation.name}>
          <Words c={c} entry={entry} lang={lang} />
        </Answer>
        {told && <p class="wk-small wk-soft">{told}</p>}
      </>
    )
    return { at: entry.at, step: { icon: 'chat-text', title: t('replied'), when, by: 'org', body } }
  })
}

/** What was written, or that it was removed, when and why. */
function Words({
  c,
  entry: { body, removal },
  lang,
}: {
  c: WebContext
  entry: { body: string; removal: Removal | null }
  lang: string | undefined
}) {
  if (!removal) return <Prose text={body} lang={lang} />
  return <p>{say(c, trackMessages)('removed', { on: removal.at, why: removal.reason })}</p>
}

/** What somebody sent along, by its name: the files themselves are for whoever answers. */
function SentAlong({ c, files }: { c: WebContext; files: KeptFile[] }) {
  if (files.length === 0) return null
  const names = files.map((file) => describeFile(c, file)).join(', ')
  return <p class="wk-small">{say(c, trackMessages)('sentAlong', { names })}</p>
}

/** That a place was told, by its area alone: a code that gets around shows no home. */
function ToldPlace({ c, told }: { c: WebContext; told: { area: string | null } | null }) {
  if (!told) return null
  const t = say(c, trackMessages)
  const words = told.area === null ? t('placeTold') : t('placeToldIn', { area: told.area })
  return <p class="wk-small">{words}</p>
}

/** Each response with its newest text; earlier ones fold out below it. */
function answersOf(c: WebContext, track: Track): DatedStep[] {
  return track.answers
    .filter((answer) => !answer.replaced)
    .map((answer) => {
      const earlier = track.answers.filter((one) => one.responseId === answer.responseId && one.replaced)
      const t = say(c, trackMessages)
      const body = (
        <>
          <WholeAnswer c={c} answer={answer} />
          <NoticeLine c={c} notice={noticeOf(track, answer)} />
          {earlier.length > 0 && (
            <Details summary={t('earlierAnswer')}>
              {earlier.map((one) => (
                <div class="wk-stack wk-stack--s">
                  <p class="wk-when">{t('day', { on: one.publishedAt })}</p>
                  <WholeAnswer c={c} answer={one} />
                </div>
              ))}
            </Details>
          )}
        </>
      )
      const title = t(earlier.length > 0 ? 'answerChanged' : 'answered')
      const when = earlier.length > 0 ? day(c, answer.publishedAt) : answeredWhen(c, track, answer)
      return { at: answer.publishedAt, step: { icon: 'chat-text', title, when, by: 'org', body } }
    })
}

function WholeAnswer({ c, answer }: { c: WebContext; answer: TrackAnswer }) {
  return (
    <AnswerText c={c} answer={answer} unit={answer.unit} language={answer.language}>
      {answer.toDialogue && <p class="wk-small">{say(c, trackMessages)('toDialogue')}</p>}
    </AnswerText>
  )
}

function noticeOf({ notices }: Track, { responseId, version }: TrackAnswer): TrackNotice | undefined {
  return notices.find((one) => one.responseId === responseId && one.version === version)
}

function closed(c: WebContext, at: Date): TrackStep {
  const t = say(c, trackMessages)
  return {
    icon: 'check-circle',
    title: t('closed'),
    when: day(c, at),
    by: 'org',
    body: <p>{t('closedText')}</p>,
  }
}

function waiting(c: WebContext, track: Track): TrackStep[] {
  const t = say(c, trackMessages)
  const yourTurn = yourTurnStep(c, track)
  if (yourTurn) return [yourTurn]
  const { conversation, input } = track
  const due = input.answered_at || conversation?.status === 'open' ? conversation?.dueOn : dueOf(track)
  if (!due) return [{ icon: 'hourglass', title: t('waiting'), moment: 'now' }]
  const { config, clock } = c.var.services
  const late = due < dateIn(config.timeZone, clock.now())
  return [
    {
      icon: late ? 'warning' : 'hourglass',
      title: t('waiting'),
      moment: 'now',
      ...(late
        ? { body: <p>{t('late', { due: noonOf(due) })}</p> }
        : { when: { words: t('waitingUntil', { due: noonOf(due) }), iso: due } }),
    },
  ]
}

function answeredWhen(c: WebContext, track: Track, { publishedAt }: TrackAnswer) {
  const due = dueOf(track)
  if (!due) return day(c, publishedAt)
  const on = dateIn(c.var.services.config.timeZone, publishedAt)
  const words = say(c, trackMessages)(on <= due ? 'answeredInTime' : 'answeredLate', {
    on: publishedAt,
    due: noonOf(due),
  })
  return { words, iso: on }
}

/** Whether somebody waits for us: for a first answer, or for one to what they wrote since. */
function isAwaited({ input, conversation }: Track): boolean {
  return input.state === 'published' && (input.answered_at === null || conversation?.status === 'open')
}

/** The day on which this input has its answer, as promised for it or for the whole dossier. */
function dueOf({ input, dossier, conversation }: Track): string | undefined {
  return input.answer_on ?? conversation?.dueOn ?? dossier?.promise.answer_on
}

/** What somebody said, on top of their track. */
export function OwnWords({ c, track: { input, dialogue, conversation } }: { c: WebContext; track: Track }) {
  const t = say(c, trackMessages)
  const who = t('you', { on: input.received_at, channel: t(input.channel) })
  if (input.kind === 'votes')
    return <Voice who={who}>{<p>{t('votes', { n: dialogue?.votes ?? 0 })}</p>}</Voice>
  const [first] = conversation?.entries ?? []
  if (first?.kind === 'received' && first.removal)
    return (
      <Voice who={who}>
        <Words c={c} entry={first} lang={undefined} />
      </Voice>
    )
  if (!input.body) return <Voice who={who}>{<p>{t(first ? 'notKept' : 'noText')}</p>}</Voice>
  const lang = langOf(c, input.language)
  const language = languageSentence(c, input)
  return (
    <>
      <Voice who={language ? `${who}. ${language}` : who} quote={input.body} {...lang} />
      {first?.kind === 'received' && (
        <>
          <SentAlong c={c} files={first.files} />
          <ToldPlace c={c} told={first.told} />
        </>
      )}
    </>
  )
}
