import type { Child } from 'hono/jsx'

export interface Fact {
  term: Child
  detail: Child
}

/** Short facts, each a term and its detail. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="wk-facts">
      {facts.map(({ term, detail }) => (
        <div>
          <dt>{term}</dt>
          <dd>{detail}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface LadderProps {
  /** Unique on the page. */
  id: string
  /** The level in words: "Hoeveel invloed hebt u? Stap 3 van 5." */
  sentence: Child
  /** The five steps from knowing to deciding. */
  steps: readonly [string, string, string, string, string]
  /** 1 to 5 */
  level: number
}

/** How much say people have here: five steps, one of them promised. */
function Ladder({ id, sentence, steps, level }: LadderProps) {
  return (
    <div class="wk-promise__level">
      <p class="wk-small wk-soft" id={id}>
        {sentence}
      </p>
      <ol class="wk-ladder" aria-labelledby={id}>
        {steps.map((step, index) => (
          <li aria-current={index + 1 === level ? 'step' : undefined}>
            <span>{step}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

export interface PromisePanelProps {
  /** Unique on the page. */
  id: string
  /** "Onze belofte" */
  title: Child
  /** The promise itself, as one or two sentences. */
  promise: Child
  /** Who decides, when, answer before, and the link to earlier versions. */
  facts: readonly Fact[]
  ladder: Omit<LadderProps, 'id'>
}

/** What the organisation promises to do with what people say; on top of every dossier. */
export function PromisePanel({ id, title, promise, facts, ladder }: PromisePanelProps) {
  return (
    <section class="wk-promise" aria-labelledby={id}>
      <div>
        <h2 class="wk-who wk-who--answer" id={id}>
          {title}
        </h2>
        <p class="wk-promise__said">{promise}</p>
      </div>
      <Facts facts={facts} />
      <Ladder id={`${id}-level`} {...ladder} />
    </section>
  )
}
