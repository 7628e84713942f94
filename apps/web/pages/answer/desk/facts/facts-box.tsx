import type { CitedFact } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { Button, Notice, Select } from '#web/ui'
import { say } from '#web/words'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { problemAt } from '../conversation/problems.ts'
import { factOption } from './fact-option.ts'
import { factsDeskMessages } from './facts-desk.messages.ts'

type Props = { c: WebContext; desk: Desk }

/** Above the reply: what it names, or what we named before, and which says something else by now. */
export function FactWarnings({ c, desk: { facts } }: Props) {
  const t = say(c, factsDeskMessages)
  const stale = (list: CitedFact[]) => list.filter(({ isOutdated }) => isOutdated)
  const wordOf = (fact: CitedFact) => (fact.state === 'withdrawn' ? 'Withdrawn' : 'Changed')
  const link = (fact: CitedFact) => (
    <p>
      <a href={pathHere(c, `/desk/facts/${fact.id}`)}>{t('look')}</a>
    </p>
  )
  return (
    <>
      {stale(facts.unsent).map((fact) => (
        <Notice kind="warning" title={t(`warn${wordOf(fact)}`, { number: fact.number })}>
          <p>{t('warnText')}</p>
          {link(fact)}
        </Notice>
      ))}
      {stale(facts.said).map((fact) => (
        <Notice kind="warning" title={t(`said${wordOf(fact)}`, { number: fact.number })}>
          <p>{t('saidText')}</p>
          {link(fact)}
        </Notice>
      ))}
    </>
  )
}

/** A sheet comes behind what was typed in the reply: what is claimed, what is so, and its address. Left out where there is none. */
export function FactsBox({ c, desk }: Props) {
  const t = say(c, factsDeskMessages)
  const { offered } = desk.facts
  if (offered.length === 0) return null
  return (
    <div class="wk-stack wk-stack--s" id="facts">
      <Select
        id="fact"
        name="fact"
        label={t('boxLabel')}
        options={[{ value: '', label: t('boxNone') }, ...offered.map((one) => factOption(c, one))]}
        {...problemAt(c, desk, 'fact')}
      />
      <p>
        <Button small formaction={actionOf(c, desk, 'insert-fact')}>
          {t('insert')}
        </Button>
      </p>
    </div>
  )
}
