import type { Track } from '#domains/followup'
import { appealWorkingDays, type Refusal, refusalMessages } from '#domains/moderation'
import { dateIn, noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { Answer, Button, Feature, TextArea, type TrackStep, Voice } from '#web/ui'
import { Prose, say } from '#web/words'
import { trackMessages } from './track.messages.ts'
import { type DatedStep, day, NoticeLine } from './track-step.tsx'

/** Each refusal of a statement with its reasons, and the second look that its author asked for. */
export function refusalsOf(c: WebContext, { dialogue, notices }: Track): DatedStep[] {
  return (dialogue?.refusals ?? []).flatMap((refusal) => {
    const notice = notices.find((one) => one.decisionId === refusal.decisionId)
    const { appeal } = refusal
    return [
      { at: refusal.decidedAt, step: refusedStep(c, refusal, notice) },
      ...(appeal ? [{ at: appeal.lodgedAt, step: appealStep(c, appeal) }] : []),
      ...(appeal?.decided ? [decidedStep(c, appeal, appeal.decided, notices)] : []),
    ]
  })
}

type Appeal = NonNullable<Refusal['appeal']>

function refusedStep(
  c: WebContext,
  refusal: Refusal,
  notice: Track['notices'][number] | undefined,
): TrackStep {
  const t = say(c, trackMessages)
  const { reason, explanation, decidedAt } = refusal
  const body = (
    <>
      {reason && <p>{t('refusedBecause', { reason: refusalMessages[c.var.locale][reason] })}</p>}
      {explanation && (
        <Answer who={c.var.organisation.name}>
          <Prose text={explanation} />
        </Answer>
      )}
      <NoticeLine c={c} notice={notice} />
    </>
  )
  return { icon: 'x', title: t('refused'), when: day(c, decidedAt), by: 'org', body }
}

function appealStep(c: WebContext, { lodgedAt, words }: Appeal): TrackStep {
  const t = say(c, trackMessages)
  return {
    icon: 'chat-text',
    title: t('appealed'),
    when: day(c, lodgedAt),
    body: <Voice who={t('youWrote')} quote={words} />,
  }
}

function decidedStep(
  c: WebContext,
  { id }: Appeal,
  { outcome, explanation, at }: NonNullable<Appeal['decided']>,
  notices: Track['notices'],
): DatedStep {
  const t = say(c, trackMessages)
  const body = (
    <>
      <Answer who={c.var.organisation.name}>
        <Prose text={explanation} />
      </Answer>
      <NoticeLine c={c} notice={notices.find((one) => one.appealId === id)} />
    </>
  )
  const icon = outcome === 'overturned' ? 'check-circle' : 'x'
  return { at, step: { icon, title: t(outcome), when: day(c, at), by: 'org', body } }
}

/** Somebody looks again now: until when, or that we are late with it. */
export function secondLookOf(c: WebContext, track: Track): TrackStep[] {
  const appeal = track.dialogue?.refusals?.at(-1)?.appeal
  if (!appeal || appeal.decided) return []
  const t = say(c, trackMessages)
  const { config, clock } = c.var.services
  const due = noonOf(appeal.dueOn)
  if (appeal.dueOn < dateIn(config.timeZone, clock.now()))
    return [
      {
        icon: 'warning',
        title: t('lookingAgain'),
        moment: 'now',
        body: <p>{t('secondLookLate', { due })}</p>,
      },
    ]
  const when = { words: t('secondLookUntil', { due }), iso: appeal.dueOn }
  return [{ icon: 'hourglass', title: t('lookingAgain'), moment: 'now', when }]
}

/** Whether the author can still ask for a second look at the last refusal. */
export function mayAppeal({ input, dialogue }: Track): boolean {
  const last = dialogue?.refusals?.at(-1)
  return input.state === 'refused' && last !== undefined && last.appeal === null
}

/** Whether somebody still looks again, so that there is something left to tell. */
export function awaitsSecondLook({ dialogue }: Track): boolean {
  const appeal = dialogue?.refusals?.at(-1)?.appeal
  return appeal !== undefined && appeal !== null && appeal.decided === null
}

export type WrongAppeal = { words: string; problem: 'missing' | 'too-long' }

/** Asks for a second look, in the author's own words. */
export function AppealForm({
  c,
  path,
  wrong,
}: {
  c: WebContext
  path: string
  wrong: WrongAppeal | undefined
}) {
  const t = say(c, trackMessages)
  return (
    <Feature>
      <h2 id="second-look">{t('appealTitle')}</h2>
      <p>{t('appealText', { days: appealWorkingDays })}</p>
      <form
        method="post"
        action={pathHere(c, path)}
        class="wk-stack"
        aria-labelledby="second-look"
        novalidate
      >
        <TextArea
          id="words"
          name="words"
          label={t('appealField')}
          description={t('appealHelp')}
          rows={4}
          value={wrong?.words ?? ''}
          required
          {...(wrong ? { error: appealProblem(c, wrong) } : {})}
        />
        <div>
          <Button kind="primary">{t('appealSend')}</Button>
        </div>
      </form>
    </Feature>
  )
}

export function appealProblem(c: WebContext, { problem }: WrongAppeal): string {
  return say(c, trackMessages)(problem === 'missing' ? 'appealMissing' : 'appealTooLong')
}
