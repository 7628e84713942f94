import type { Entry } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { Button, Details, Row } from '#web/ui'
import { Prose, say } from '#web/words'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { inboxPath } from '../inbox/inbox-view.ts'
import { splitMessages } from './split.messages.ts'

type Shown = { c: WebContext; entry: Entry }

/** What was split off, folded where it was said, and the way to where it is answered. */
export function SplitOffWords({ c, entry: { body, splitOff }, lang }: Shown & { lang: string | undefined }) {
  const t = say(c, splitMessages)
  if (!splitOff) return null
  return (
    <>
      {body === null ? (
        <p>{t('apartHidden')}</p>
      ) : (
        <Details summary={t('apart')}>
          <Prose text={body} lang={lang} />
        </Details>
      )}
      <p class="wk-small">
        <a href={pathHere(c, `/desk/inbox/${splitOff.id}`)}>{t('toApart')}</a>
      </p>
    </>
  )
}

/** The way back to where something was said that is answered here. */
export function CameFrom({ c, entry: { kind, other } }: Shown) {
  if (kind !== 'received' || !other) return null
  return (
    <p class="wk-small">
      <a href={pathHere(c, `/desk/inbox/${other.id}`)}>{say(c, splitMessages)('cameFrom')}</a>
    </p>
  )
}

/** Splits off what can be: at once where it is the last that may be about something else, and by a page where more is to be said. */
export function SplitChoice({ c, desk, entry }: Shown & { desk: Desk }) {
  if (!desk.splittable.has(entry.seq)) return null
  const t = say(c, splitMessages)
  const flagged = desk.page.entries.findLast(
    ({ seq, mail }) => mail?.mayBeNewTopic && desk.splittable.has(seq),
  )
  return (
    <Row>
      {flagged?.seq === entry.seq && (
        <Button small name="split" value={String(entry.seq)} formaction={actionOf(c, desk, 'split')}>
          {t('splitNow')}
        </Button>
      )}
      <a class="wk-small" href={splitPath(c, desk, entry.seq)}>
        {t('splitAs')}
      </a>
    </Row>
  )
}

function splitPath(c: WebContext, { page, view }: Desk, seq: number): string {
  return inboxPath(c, view, `/${page.conversation.id}/split-off`, { seq: String(seq) })
}
