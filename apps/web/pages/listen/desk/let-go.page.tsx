import type { LetGoLine } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Breadcrumbs, DataTable, PageHead, Stack } from '#web/ui'
import { langOf, say } from '#web/words'
import { letGoMessages } from './let-go.messages.ts'

/** The kinds that have words of their own here. */
const words = {
  'listen-raw': 'raw',
  'listen-version': 'version',
  'listen-text': 'text',
  'listen-post': 'post',
  'listen-list': 'list',
  'listen-withdrawn': 'withdrawn',
  'watch-follower': 'follower',
  'watch-escalation': 'escalation',
  'community-contact': 'contact',
  'watch-person': 'person',
} as const

/** When the jobs last ran that let go of what listening keeps, and what they removed. */
export async function letGoPage(c: WebContext, lines: readonly LetGoLine[]): Promise<Response> {
  const t = say(c, letGoMessages)
  const listen = pathHere(c, '/desk/listen')
  const trail = [
    { href: listen, label: t('back') },
    { href: `${listen}/sources`, label: t('sources') },
  ]
  return deskPage(
    c,
    { title: t('title'), menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      <Stack>
        <Breadcrumbs label={t('trail')} trail={trail} />
        <PageHead title={t('title')} lead={t('lead')} />
      </Stack>
      <DataTable
        id="kinds"
        caption={t('title')}
        hidesCaption
        stacks
        columns={[
          { label: t('what') },
          { label: t('kept') },
          { label: t('ran') },
          { label: t('removed'), numeric: true },
        ]}
        rows={lines.map((line) => [
          <What c={c} line={line} />,
          sayKept(c, line),
          sayRan(c, line),
          String(line.removed),
        ])}
      />
    </Band>,
  )
}

function What({ c, line: { kind, what } }: { c: WebContext; line: LetGoLine }) {
  const known = Object.entries(words).find(([name]) => name === kind)
  if (known) return <>{say(c, letGoMessages)(known[1])}</>
  return <span {...langOf(c, 'en')}>{what}</span>
}

function sayKept(c: WebContext, { keptFor }: LetGoLine): string {
  const t = say(c, letGoMessages)
  return keptFor && 'days' in keptFor ? t('days', { n: keptFor.days }) : t('atEvent')
}

function sayRan(c: WebContext, { keptFor, ranAt }: LetGoLine): string {
  const t = say(c, letGoMessages)
  if (ranAt) return t('ranAt', { at: ranAt })
  return t(keptFor ? 'never' : 'noJob')
}
