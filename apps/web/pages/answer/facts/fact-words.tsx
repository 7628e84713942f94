import { type FactLine, type FactState, type FactVerdict, verdictMessages } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { type IconName, type ListItem, Tag, type TagTone } from '#web/ui'
import { langOf, languageSentence, say } from '#web/words'
import { nameIn } from '../desk/name-in.ts'
import { factsMessages } from './facts.messages.ts'

/** A verdict is told by a shape and a word; colour comes on top. */
const signs: Record<FactVerdict, { icon: IconName; tone: TagTone }> = {
  right: { icon: 'check-circle', tone: 'answer' },
  partly: { icon: 'circle-half', tone: 'next' },
  wrong: { icon: 'x-circle', tone: 'late' },
  unknown: { icon: 'question', tone: 'neutral' },
}

/** What we say of a claim; of one that was withdrawn, that it was. */
export function FactTag({ c, verdict, state }: { c: WebContext; verdict: FactVerdict; state?: FactState }) {
  if (state === 'withdrawn') return <Tag icon="trash">{say(c, factsMessages)('withdrawn')}</Tag>
  const { icon, tone } = signs[verdict]
  return (
    <Tag icon={icon} tone={tone}>
      {say(c, verdictMessages)(verdict)}
    </Tag>
  )
}

export function factPath(c: WebContext, number: number): string {
  return pathHere(c, `/facts/${number}`)
}

/** A sheet in a list. */
export function factItem(c: WebContext, line: FactLine): ListItem {
  const t = say(c, factsMessages)
  const { lang } = langOf(c, line.language)
  const language = languageSentence(c, line)
  return {
    href: factPath(c, line.number),
    title: `“${line.claim}”`,
    ...(lang === undefined ? {} : { lang }),
    tag: <FactTag c={c} verdict={line.verdict} state={line.state} />,
    ...(line.state === 'public' ? { body: <p lang={lang}>{line.answer}</p> } : {}),
    meta: [
      { icon: 'calendar-blank', text: t('changed', { at: line.changedAt }) },
      { icon: 'users', text: line.unit },
      ...(line.subject ? [{ icon: 'tag' as const, text: nameIn(c, line.subject) }] : []),
      ...(language ? [{ icon: 'translate' as const, text: language }] : []),
    ],
  }
}
