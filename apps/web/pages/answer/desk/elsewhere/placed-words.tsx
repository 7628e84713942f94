import type { Entry, PlacedReply } from '#domains/answer'
import type { WebContext } from '#web/http'
import { Button, Row } from '#web/ui'
import { say } from '#web/words'
import { elsewhereMessages } from './elsewhere.messages.ts'

/** How it stands with a reply that was put below a post, in one line. */
export function placedWords(c: WebContext, placed: PlacedReply | undefined): string {
  const t = say(c, elsewhereMessages)
  if (!placed) return t('byHand')
  const { state, seenBy: who, lookedAt, reason } = placed
  const values = { who: who ?? '', at: lookedAt ?? new Date(0), reason: reasonWords(c, reason ?? '') }
  if (who !== null && (state === 'seen' || state === 'gone')) return t(`${state}ByHand`, values)
  return t(state, values)
}

/** Why it was not seen, in words. */
function reasonWords(c: WebContext, reason: string): string {
  const t = say(c, elsewhereMessages)
  const status = /^status-(\d+)$/.exec(reason)?.[1]
  if (status !== undefined) return t('status', { status })
  if (reason === 'robots') return 'robots.txt'
  return t(reason === 'private-address' ? 'notPublic' : 'noConnection')
}

/** What can be said of it by whoever looks themselves: buttons of the form of the conversation. */
export function PlacedDeeds({ c, entry, path }: { c: WebContext; entry: Entry; path: string }) {
  const t = say(c, elsewhereMessages)
  const { placed, seq } = entry
  if (!placed || placed.address === '') return null
  const deed = (action: 'seen' | 'gone' | 'look-again', words: string) => (
    <Button small name="placed" value={String(seq)} formaction={`${path}/stands/${action}`}>
      {words}
    </Button>
  )
  return (
    <Row>
      {placed.state !== 'seen' && deed('seen', t('sawIt'))}
      {placed.state !== 'gone' && deed('gone', t('isGone'))}
      {placed.state !== 'to-look' && deed('look-again', t('lookAgain'))}
    </Row>
  )
}

/** Where everybody reads it. */
export function PlacedLink({ c, placed }: { c: WebContext; placed: PlacedReply | undefined }) {
  if (!placed || placed.address === '') return null
  return (
    <p class="wk-small">
      <a href={placed.address} target="_blank" rel="noreferrer">
        {say(c, elsewhereMessages)('where')}
      </a>
    </p>
  )
}
