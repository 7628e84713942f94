import { refusalMessages } from '#domains/moderation'
import type { ModerationCounts } from '#domains/opinions'
import type { WebContext } from '#web/http'
import { DataTable, Halves, Section } from '#web/ui'
import { addressOf, formatsOf, type ReportProps, sayReport } from './report-view.ts'

/** What became of the statements that were written. */
export function ModerationPart({ c, view }: ReportProps) {
  const t = sayReport(c)
  const { count } = formatsOf(c)
  const { moderation } = view.report
  const { excluded } = moderation
  const { dialogue } = addressOf({ c, view })
  const rows: [string, string][] = [
    [t('published'), count.format(moderation.published)],
    [t('held'), count.format(moderation.held)],
    [t('refused'), count.format(moderation.refused)],
    ...some(t('removed'), moderation.removed),
    ...some(t('replaced'), moderation.replaced),
    ...some(t('appeals'), moderation.appeals),
    ...some(t('overturned'), moderation.overturned),
    ...(excluded === null
      ? [[t('excluded'), t('tooFew')] as [string, string]]
      : some(t('excluded'), excluded)),
  ]
  function some(name: string, many: number): [string, string][] {
    return many === 0 ? [] : [[name, count.format(many)]]
  }
  return (
    <Section id="moderation" title={t('moderationTitle')} gap="m">
      <p>{whoWrote(c, moderation)}</p>
      <p class="wk-row">
        <a href={`${dialogue}/rules`}>{t('rules')}</a>
        <a href={`${dialogue}/moderation`}>{t('decisions')}</a>
      </p>
      <Halves>
        <DataTable
          id="moderation-table"
          caption={t('moderationCaption')}
          columns={[{ label: t('what') }, { label: t('howMany'), numeric: true }]}
          rows={rows}
        />
        <Reasons c={c} view={view} />
      </Halves>
    </Section>
  )
}

/** Says of nobody that they wrote what may be somebody else's. */
function whoWrote(c: WebContext, { byOrganisation, byResidents, byUnknown }: ModerationCounts): string {
  const t = sayReport(c)
  if (byUnknown > 0 && byOrganisation + byResidents === 0) return t('writersUnknown')
  const known = t('moderationLead', { organisation: byOrganisation, residents: byResidents })
  return byUnknown > 0
    ? `${t('someWritersUnknown', { n: byUnknown })} ${t('writersKnown', { organisation: byOrganisation, residents: byResidents })}`
    : known
}

function Reasons({ c, view }: ReportProps) {
  const t = sayReport(c)
  const words: Record<string, string> = refusalMessages[c.var.locale]
  const known = view.report.moderation.reasons.flatMap(({ reason, statements }) => {
    const said = words[reason]
    return said ? [[said, statements] as const] : []
  })
  if (known.length === 0) return null
  return (
    <DataTable
      id="reasons-table"
      caption={t('reasons')}
      columns={[{ label: t('reason') }, { label: t('howMany'), numeric: true }]}
      rows={known}
    />
  )
}
