import type { PersonRequest } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { Button, Facts, Row, Section, Stack } from '#web/ui'
import { say } from '#web/words'
import { personMessages } from './person.messages.ts'

type Props = {
  c: WebContext
  watchId: string
  requests: readonly PersonRequest[]
  /** Who reads it. */
  accountId: string
}

/** On the page of a watch: whom it names, why that may be, and what a second colleague said or is asked. */
export function PersonSection({ c, watchId, requests, accountId }: Props) {
  const t = say(c, personMessages)
  const current = requests.find(({ isCurrent }) => isCurrent)
  const earlier = requests.filter(({ isCurrent }) => !isCurrent)
  if (!current && earlier.length === 0) return null
  return (
    <Section id="person" title={t('sectionTitle')} gap="m">
      {current && <Current c={c} request={current} />}
      {current && current.decidedAt === null && (
        <Decision c={c} watchId={watchId} request={current} isOwn={current.askedById === accountId} />
      )}
      {earlier.length > 0 && (
        <Stack gap="s">
          <h3>{t('before')}</h3>
          <ul class="wk-bullets">
            {earlier.map(({ askedBy, askedAt, reason }) => (
              <li>{t('beforeLine', { name: askedBy, at: askedAt, reason })}</li>
            ))}
          </ul>
        </Stack>
      )}
    </Section>
  )
}

function Current({ c, request }: { c: WebContext; request: PersonRequest }) {
  const t = say(c, personMessages)
  const { names, office, reason, askedBy, askedAt } = request
  return (
    <Facts
      facts={[
        { term: t('names'), detail: names.join(', ') },
        { term: t('what'), detail: office === null ? t('isNoPerson') : t('isOffice', { office }) },
        { term: t('why'), detail: reason },
        { term: t('askedBy'), detail: t('asked', { name: askedBy, at: askedAt }) },
        { term: t('outcome'), detail: sayOutcome(c, request) },
      ]}
    />
  )
}

function sayOutcome(c: WebContext, { decidedBy, decidedAt, until }: PersonRequest): string {
  const t = say(c, personMessages)
  if (decidedAt === null) return t('waits')
  const by = { name: decidedBy ?? '', at: decidedAt }
  return until === null ? t('declined', by) : t('agreed', { ...by, until })
}

function Decision({
  c,
  watchId,
  request,
  isOwn,
}: {
  c: WebContext
  watchId: string
  request: PersonRequest
  isOwn: boolean
}) {
  const t = say(c, personMessages)
  if (isOwn) return <p>{t('own')}</p>
  return (
    <form
      method="post"
      action={pathHere(c, `/desk/listen/watches/${watchId}/person`)}
      class="wk-box wk-stack"
      aria-labelledby="decide"
    >
      <h3 id="decide">{t('decideTitle')}</h3>
      <p>{t('decideText')}</p>
      <input type="hidden" name="request" value={request.id} />
      <Row>
        <Button kind="answer" name="agrees" value="yes">
          {t('agree')}
        </Button>
        <Button name="agrees" value="no">
          {t('decline')}
        </Button>
      </Row>
    </form>
  )
}
