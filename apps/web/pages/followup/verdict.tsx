import { reasonMessages, type Verdict, verdictMessages } from '#domains/followup'
import type { WebContext } from '#web/http'
import { type IconName, Tag, type TagTone } from '#web/ui'
import { say } from '#web/words'
import { trackMessages } from './residents/track.messages.ts'

const icons: Record<Verdict, IconName> = {
  adopted: 'check',
  partly: 'circle-half',
  already_done: 'check-circle',
  investigating: 'magnifying-glass',
  not_adopted: 'x',
  out_of_scope: 'arrow-square-out',
}

const tones: Record<Verdict, TagTone> = {
  adopted: 'answer',
  partly: 'answer',
  already_done: 'answer',
  investigating: 'next',
  not_adopted: 'neutral',
  out_of_scope: 'neutral',
}

/** What the organisation does with what was said: no is as visible as yes. */
export function VerdictTag({ c, verdict }: { c: WebContext; verdict: Verdict }) {
  return (
    <Tag icon={icons[verdict]} tone={tones[verdict]}>
      {say(c, verdictMessages)(verdict)}
    </Tag>
  )
}

/** "De reden: het kost te veel." */
export function reasonSentence(c: WebContext, reason: keyof typeof reasonMessages.nl): string {
  const words = say(c, reasonMessages)(reason)
  return say(c, trackMessages)('reason', { reason: words.charAt(0).toLowerCase() + words.slice(1) })
}
