import { type NearLine, nearLineIn } from '#domains/answer'
import type { WebContext } from '#web/http'
import { List, Section } from '#web/ui'
import { say } from '#web/words'
import { nearMessages } from './near.messages.ts'
import { nearItem } from './near-words.tsx'

/** On one's own page: that others can read of it on the map, too; nothing where they cannot. */
export function OwnNear({ c, reports }: { c: WebContext; reports: readonly NearLine[] }) {
  if (reports.length === 0) return null
  const t = say(c, nearMessages)
  return (
    <Section id="near" title={t('public')} gap="s">
      <p>{t('publicText')}</p>
      <List items={reports.map((line) => nearItem(c, nearLineIn(c.var.locale, line)))} />
    </Section>
  )
}
