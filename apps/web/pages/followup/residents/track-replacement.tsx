import type { Track } from '#domains/followup'
import { pathHere, type WebContext } from '#web/http'
import { Answer } from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { trackMessages } from './track.messages.ts'
import { type DatedStep, day } from './track-step.tsx'

/** That a statement was corrected, split or merged, with the reason and what stands in its place. */
export function replacementOf(c: WebContext, { dialogue }: Track): DatedStep[] {
  const t = say(c, trackMessages)
  if (!dialogue?.replacement) return []
  const { how, reason, replacedAt: at, newer } = dialogue.replacement
  const body = (
    <>
      <ul class="wk-bullets">
        {newer.map(({ number, text, language }) => (
          <li {...langOf(c, language)}>
            <a href={`${pathHere(c, `/dialogues/${dialogue.slug}`)}?statement=${number}`}>{text}</a>
          </li>
        ))}
      </ul>
      <Answer who={c.var.organisation.name}>
        <Prose text={reason} />
      </Answer>
    </>
  )
  return [{ at, step: { icon: 'pencil-simple', title: t(how), when: day(c, at), by: 'org', body } }]
}
