import { timeOfPhase } from '#domains/dossier'
import type { Track } from '#domains/followup'
import { dateIn, noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import type { TrackStep } from '#web/ui'
import { langOf, say } from '#web/words'
import { trackMessages } from './track.messages.ts'

type TrackPhase = Track['phases'][number]

/**
 * Puts what is still to come behind what happened. One step is now: where one's own input is at; a phase of the dossier that
 * runs meanwhile is told in it, and is the step itself only where nothing of one's own runs.
 */
export function withWhatIsAhead(c: WebContext, happened: TrackStep[], track: Track): TrackStep[] {
  const running = track.phases.filter((phase) => phase.time === 'now')
  const now = happened.findIndex(({ moment }) => moment === 'now')
  const ahead = [...laterPhases(c, track), ...decisionOf(c, track)]
  const [first, ...others] = running
  if (now >= 0)
    return [...happened.map((step, at) => (at === now ? meanwhile(c, step, running) : step)), ...ahead]
  if (!first) return [...happened, ...ahead]
  return [...happened, meanwhile(c, phaseNow(c, first), others), ...ahead]
}

/** A step that is now, with the phases of the dossier that run meanwhile. */
function meanwhile(c: WebContext, step: TrackStep, phases: TrackPhase[]): TrackStep {
  if (phases.length === 0) return step
  const t = say(c, trackMessages)
  const body = (
    <>
      {step.body}
      {phases.map(({ title, ends_on, language }) => (
        <p class="wk-small">
          {t('meanwhile')} <span {...langOf(c, language)}>{title}</span>
          {ends_on && `, ${t('phaseEnds', { on: noonOf(ends_on) })}`}.
        </p>
      ))}
    </>
  )
  return { ...step, body }
}

function phaseNow(c: WebContext, phase: TrackPhase): TrackStep {
  const t = say(c, trackMessages)
  const lang = langOf(c, phase.language)
  return {
    icon: 'hourglass',
    title: <span {...lang}>{t('phaseNow', { title: phase.title })}</span>,
    moment: 'now',
    ...(phase.ends_on
      ? { when: { words: t('phaseUntil', { on: noonOf(phase.ends_on) }), iso: phase.ends_on } }
      : {}),
    ...(phase.description ? { body: <p {...lang}>{phase.description}</p> } : {}),
  }
}

function laterPhases(c: WebContext, { phases }: Track): TrackStep[] {
  const t = say(c, trackMessages)
  return phases
    .filter((phase) => phase.time === 'later')
    .map((phase) => ({
      icon: 'flag',
      title: <span {...langOf(c, phase.language)}>{phase.title}</span>,
      moment: 'later',
      when: { words: t('phaseFrom', { on: noonOf(phase.starts_on) }), iso: phase.starts_on },
      ...(phase.description ? { body: <p {...langOf(c, phase.language)}>{phase.description}</p> } : {}),
    }))
}

/** The decision, where no phase stands for it already. */
function decisionOf(c: WebContext, { dossier, phases }: Track): TrackStep[] {
  const { config, clock } = c.var.services
  const on = dossier?.promise.decision_on
  if (!dossier || !on || on < dateIn(config.timeZone, clock.now())) return []
  if (phases.some((phase) => timeOfPhase(phase, on) === 'now')) return []
  const t = say(c, trackMessages)
  const title = t('decision', { who: dossier.promise.decided_by })
  return [{ icon: 'gavel', title, when: { words: t('day', { on: noonOf(on) }), iso: on }, moment: 'later' }]
}
