import type { WholeTextState } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { Button, Facts, Section } from '#web/ui'
import { say } from '#web/words'
import { wholeTextMessages } from './whole-text.messages.ts'

type SectionProps = { c: WebContext; sourceId: string; isChosen: boolean; state: WholeTextState }

/** Whether the pages are read of what a source cuts, how that goes, and the one click to begin or stop. */
export function WholeTextSection({ c, sourceId, isChosen, state }: SectionProps) {
  const t = say(c, wholeTextMessages)
  const { read, waiting, unread } = state
  const reasons = Map.groupBy(unread, ({ problem }) => reasonOf(problem))
  const why = [...reasons].map(([reason, problems]) => (
    <li>{t(reason, { n: problems.reduce((sum, { n }) => sum + n, 0) })}</li>
  ))
  const facts = [
    { term: t('read'), detail: t('posts', { n: read }) },
    { term: t('waiting'), detail: t('posts', { n: waiting }) },
    ...(reasons.size === 0 ? [] : [{ term: t('unread'), detail: <ul>{why}</ul> }]),
  ]
  return (
    <Section id="whole-text" title={t('title')} gap="m">
      <p>{t(isChosen ? 'on' : 'off')}</p>
      {(isChosen || read > 0) && <Facts facts={facts} />}
      <form method="post" action={pathHere(c, `/desk/listen/sources/${sourceId}/whole-text`)}>
        <Button name="wanted" value={isChosen ? 'no' : 'yes'}>
          {t(isChosen ? 'leave' : 'choose')}
        </Button>
      </form>
    </Section>
  )
}

type Reason = 'robots' | 'reserved' | 'closed' | 'gone' | 'noText' | 'otherText' | 'tooMuch' | 'noAnswer'

const reasonsOfProblems: Record<string, Reason> = {
  'page-robots': 'robots',
  'page-reserved': 'reserved',
  'page-paid': 'closed',
  'behind-sign-in': 'closed',
  'status-404': 'gone',
  'status-410': 'gone',
  'page-no-text': 'noText',
  'page-not-html': 'noText',
  'page-other-text': 'otherText',
  'page-too-much': 'tooMuch',
  'page-too-long': 'tooMuch',
  'refused-too-large': 'tooMuch',
}

/** Problems that mean the same to whoever reads them. */
function reasonOf(problem: string): Reason {
  if (problem.startsWith('closed-') || /^status-(401|402|403|407|451)$/.test(problem)) return 'closed'
  return reasonsOfProblems[problem] ?? 'noAnswer'
}
