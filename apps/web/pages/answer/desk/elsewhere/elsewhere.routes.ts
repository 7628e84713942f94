import { Hono } from 'hono'
import { z } from 'zod'
import { askApproval, type PlaceOutcome, placeReply, sayOfPlaced } from '#domains/answer'
import { getLetterhead } from '#domains/letters'
import { readFormText, textOf, type Web } from '#web/http'
import { notFoundPage, staffMay } from '#web/shell'
import { act, draftOf, writeInto } from '../conversation/deed.ts'
import type { Deed } from '../conversation/deeds.tsx'

/** Replies that staff put where a post stands. */
export const elsewhereRoutes = new Hono<Web>()

const answerer = staffMay('answer')
const seqSchema = z.coerce.number().int().min(1).max(1_000_000_000)

elsewhereRoutes.post('/inbox/:id/ready', answerer, (c) =>
  writeInto(c, 'reply', 'ready', (tx, turn, { body }) => askApproval(tx, turn, body)),
)

elsewhereRoutes.post('/inbox/:id/stands', answerer, (c) =>
  act(c, 'stands', async (tx, turn, form) => {
    const placing = {
      ...{ draftSeq: draftOf(form), address: textOf(form, 'placedAddress') },
      isOtherHost: textOf(form, 'otherHost') === 'yes',
      answersInput: textOf(form, 'draftAnswersInput') === 'yes',
      asks: textOf(form, 'draftAsks') === 'yes',
    }
    return shown(await placeReply(tx, turn, placing, await getLetterhead(tx, c.var.services.config)))
  }),
)

/** As the page of the conversation says it. */
function shown(outcome: PlaceOutcome) {
  if (outcome.kind === 'sent') return { kind: 'appended' } as const
  if (outcome.kind === 'not-elsewhere') return { kind: 'not-found' } as const
  return outcome.kind === 'other-host' ? ({ kind: outcome.kind } as const) : outcome
}

const deeds = { seen: 'looked', gone: 'looked', 'look-again': 'looks-again' } as const satisfies Record<
  string,
  Deed
>
const deedSchema = z.enum(['seen', 'gone', 'look-again'])

elsewhereRoutes.post('/inbox/:id/stands/:deed', answerer, async (c) => {
  const deed = deedSchema.safeParse(c.req.param('deed'))
  const seq = seqSchema.safeParse(textOf(await readFormText(c), 'placed'))
  if (!deed.success || !seq.success) return notFoundPage(c)
  return act(c, deeds[deed.data], (tx, turn) => sayOfPlaced(tx, turn, { seq: seq.data, deed: deed.data }))
})
