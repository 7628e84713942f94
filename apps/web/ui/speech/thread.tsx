import type { Child } from 'hono/jsx'
import { classes } from '../classes.ts'
import { Heading } from '../frame/heading.tsx'
import { Icon, type IconName } from '../icon/icon.tsx'

/** A day in words, with the machine's date when it is one day, month or moment. */
export interface When {
  words: string
  iso?: string
}

/** Nothing for what is done; `now` for what runs; `later` for what is promised. */
export type Moment = 'now' | 'later'

function WhenLine({ when }: { when: When }) {
  if (when.iso === undefined) return <p class="wk-when">{when.words}</p>
  return (
    <p class="wk-when">
      <time datetime={when.iso}>{when.words}</time>
    </p>
  )
}

export interface EchoPart {
  /** "47 mensen zeiden", "Wij deden", "Omdat" */
  label: Child
  body: Child
}

export interface EchoProps {
  said: EchoPart
  did: EchoPart
  because: EchoPart
}

/** The product's promise on one line: what was said, what was done with it, why. */
export function Echo({ said, did, because }: EchoProps) {
  return (
    <div class="wk-echo">
      {[said, did, because].map(({ label, body }) => (
        <div>
          <p class="wk-label">{label}</p>
          {body}
        </div>
      ))}
    </div>
  )
}

export interface TimelineStep {
  when: When
  title: Child
  note?: Child
  moment?: Moment
}

export interface TimelineProps {
  steps: readonly TimelineStep[]
  /** Across on a desk; down unless told. */
  wide?: boolean
  headingLevel?: 2 | 3 | 4
}

/** The phases of a dossier. The first step that runs now is the current one. */
export function Timeline({ steps, wide, headingLevel = 3 }: TimelineProps) {
  const current = steps.findIndex(({ moment }) => moment === 'now')
  return (
    <ol class={classes('wk-timeline', wide && 'wk-timeline--wide')}>
      {steps.map(({ when, title, note, moment }, index) => (
        <li data-when={moment} aria-current={index === current ? 'step' : undefined}>
          <WhenLine when={when} />
          <Heading level={headingLevel}>{title}</Heading>
          {note !== undefined && <p class="wk-small">{note}</p>}
        </li>
      ))}
    </ol>
  )
}

export interface TrackStep {
  icon: IconName
  title: Child
  when?: When
  body?: Child
  /** The organisation did this: a filled node. */
  by?: 'org'
  moment?: Moment
}

/** What happened to one's own input, from received to evaluated. */
export function Track({
  steps,
  headingLevel = 3,
}: {
  steps: readonly TrackStep[]
  headingLevel?: 2 | 3 | 4
}) {
  const current = steps.findIndex(({ moment }) => moment === 'now')
  return (
    <ol class="wk-track">
      {steps.map(({ icon, title, when, body, by, moment }, index) => (
        <li data-by={by} data-when={moment} aria-current={index === current ? 'step' : undefined}>
          <span class="wk-node">
            <Icon name={icon} />
          </span>
          <Heading level={headingLevel}>{title}</Heading>
          {when && <WhenLine when={when} />}
          {body}
        </li>
      ))}
    </ol>
  )
}
