import type { AskedAct, Subject, WhatSomebodyMay } from '#domains/people'
import type { WebContext } from '#web/http'
import { Section } from '#web/ui'
import { say } from '#web/words'
import { nameHere } from '../who.tsx'
import { colleagueMessages } from './colleague.messages.ts'

export type May = {
  told: WhatSomebodyMay[]
  subjects: Subject[]
  /** Names of accounts, for whom somebody stands in. */
  names: ReadonlyMap<string, string>
}

/** Whom it is said of; of the reader it is said otherwise. */
type Who = { name: string; own: 'yes' | 'no' }

/** What somebody may do, as sentences: the rule, and where it differs. */
export function WhatTheyMay({ c, who, title, may }: { c: WebContext; who: Who; title: string; may: May }) {
  const byAct = Map.groupBy(may.told, ({ act }) => act)
  return (
    <Section id="may" title={title} gap="s">
      <ul class="wk-bullets">
        {[...byAct.values()].flatMap((told) =>
          told
            // The exceptions first, and then what is so of all else.
            .toSorted((a, b) => Number(a.subjectId === null) - Number(b.subjectId === null))
            .map((one) => (
              <li>
                {told.length > 1 && <strong>{aboutOf(c, one, may)} </strong>}
                {sentencesOf(c, one, { who, may }).join(' ')}
              </li>
            )),
        )}
      </ul>
    </Section>
  )
}

function aboutOf(c: WebContext, { subjectId, channel }: WhatSomebodyMay, { subjects }: May): string {
  const t = say(c, colleagueMessages)
  const found = subjects.find(({ id }) => id === subjectId)
  if (!found) return channel === null ? t('mayEverything') : t('mayEverythingBy', { channel })
  const subject = nameHere(c, found)
  return channel === null ? t('maySubject', { subject }) : t('mayChannel', { subject, channel })
}

/** Approving and publishing are allowed or not: whatever asks for approval there cannot be done. */
const sentences = {
  send: {
    none: 'send_none',
    colleague: 'send_colleague',
    approver: 'send_approver',
    forbidden: 'send_forbidden',
  },
  approve: {
    none: 'approve_none',
    colleague: 'approve_forbidden',
    approver: 'approve_forbidden',
    forbidden: 'approve_forbidden',
  },
  publish: {
    none: 'publish_none',
    colleague: 'publish_forbidden',
    approver: 'publish_forbidden',
    forbidden: 'publish_forbidden',
  },
} as const satisfies Record<AskedAct, unknown>

function sentencesOf(
  c: WebContext,
  { act, mandate }: WhatSomebodyMay,
  { who, may }: { who: Who; may: May },
): string[] {
  const t = say(c, colleagueMessages)
  const first = t(sentences[act][mandate?.approval ?? 'forbidden'], { who: who.name, own: who.own })
  if (!mandate) return [first]
  const { forAccountId, missing } = mandate
  return [
    first,
    ...(forAccountId === null ? [] : [t('inPlaceOf', { name: may.names.get(forAccountId) ?? '' })]),
    ...(missing.length === 0 ? [] : [t('conditions', { keys: missing.join(', ') })]),
  ]
}
