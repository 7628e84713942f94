import type { Track } from '#domains/followup'
import { pathHere, type WebContext } from '#web/http'
import { Button, Feature } from '#web/ui'
import { say } from '#web/words'
import { trackMessages } from './track.messages.ts'

/** Asks once an answer whether it helped; a no brings it back to a person at once. */
export function JudgeForm({ c, track, path }: { c: WebContext; track: Track; path: string }) {
  const t = say(c, trackMessages)
  if (!track.conversation?.canJudge) return null
  return (
    <Feature>
      <h2 id="judge-title">{t('judgeTitle')}</h2>
      <p>{t('judgeText')}</p>
      <form method="post" action={pathHere(c, path)} class="wk-row" aria-labelledby="judge-title">
        <Button name="helped" value="yes">
          {t('judgeYes')}
        </Button>
        <Button name="helped" value="no">
          {t('judgeNo')}
        </Button>
      </form>
      <p class="wk-small wk-soft">{t('judgeCounted')}</p>
    </Feature>
  )
}
