import type { DossierLine, PromiseLevel } from '#domains/dossier'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { type IconName, type ListItem, type MetaItem, Tag } from '#web/ui'
import { inPlace, langOf, languageSentence, PLACE, say } from '#web/words'
import { dossierMessages } from './dossier.messages.ts'

const levelIcons: Record<PromiseLevel, IconName> = {
  inform: 'info',
  consult: 'chat-text',
  advise: 'scales',
  coproduce: 'handshake',
  decide: 'check-circle',
}

/** How much say people have, as a tag. */
export function LevelTag({ c, level }: { c: WebContext; level: PromiseLevel }) {
  const tone = level === 'advise' || level === 'coproduce' || level === 'decide' ? 'answer' : 'neutral'
  return (
    <Tag icon={levelIcons[level]} tone={tone}>
      {say(c, dossierMessages)(level)}
    </Tag>
  )
}

/** What can be seen of a dossier at a glance: which phase runs, and when there is an answer. */
export function dossierMeta(c: WebContext, line: DossierLine): MetaItem[] {
  const t = say(c, dossierMessages)
  const language = languageSentence(c, line)
  const told: MetaItem[] = language ? [{ icon: 'translate', text: language }] : []
  if (line.state === 'closed') return [{ icon: 'check-circle', text: t('closedOn') }, ...told]
  const phase = line.phaseTitle && <span {...langOf(c, line.phaseLanguage)}>{line.phaseTitle}</span>
  const running: MetaItem[] =
    phase === null
      ? []
      : [
          {
            icon: 'clock',
            text:
              line.phaseEndsOn === null
                ? phase
                : inPlace(t('phaseUntil', { phase: PLACE, on: noonOf(line.phaseEndsOn) }), phase),
          },
        ]
  const answer: MetaItem = { icon: 'calendar-blank', text: t('answerOn', { on: noonOf(line.answerOn) }) }
  return [...running, answer, ...told]
}

/** A dossier as an entry of a list. */
export function dossierItem(c: WebContext, line: DossierLine): ListItem {
  return {
    href: pathHere(c, `/dossiers/${line.slug}`),
    title: line.question,
    ...langOf(c, line.language),
    tag: <LevelTag c={c} level={line.level} />,
    meta: dossierMeta(c, line),
  }
}
