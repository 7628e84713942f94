import type { LetGoLine } from '#domains/listen'
import type { WebContext } from '#web/http'
import { say } from '#web/words'
import { letGoMessages } from '../desk/let-go.messages.ts'

/** A smaller number may be about few. */
const LEAST = 10

/** In the register, for everybody: when old texts went last, and how many. */
export function LetGoLines({ c, lines }: { c: WebContext; lines: readonly LetGoLine[] }) {
  const t = say(c, letGoMessages)
  const texts = lines.find(({ kind }) => kind === 'listen-text')
  const withdrawn = lines.find(({ kind }) => kind === 'listen-withdrawn')
  if (!texts?.ranAt) return null
  return (
    <li>
      {t('publicRan', { at: texts.ranAt })} {t('publicTexts', count(texts))}{' '}
      {withdrawn && t('publicWithdrawn', count(withdrawn))}
    </li>
  )
}

function count({ removed }: LetGoLine): { few: 'yes' | 'no'; n: number } {
  return { few: removed < LEAST ? 'yes' : 'no', n: removed < LEAST ? LEAST : removed }
}
