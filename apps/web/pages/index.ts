import type { MiddlewareHandler } from 'hono'
import type { Services, Web } from '#web/http'
import { aboutPart } from '#web/pages/about'
import { accountPart } from '#web/pages/account'
import { AskBand, answerPart } from '#web/pages/answer'
import { deliberatePart, dialogueBox, showDialogues } from '#web/pages/deliberate'
import { createDialogueReads, createNewBrowsers, type NewBrowsers } from '#web/pages/dialogue'
import { createInputCounts, type DossierSlots, dossierPart } from '#web/pages/dossier'
import { createOutcomeCounts, followupPart, showOutcomes } from '#web/pages/followup'
import { homePart } from '#web/pages/home'
import { kitPart } from '#web/pages/kit'
import { listenPart } from '#web/pages/listen'
import { moderationPart } from '#web/pages/moderation'
import { LiveConnections, opinionsPart } from '#web/pages/opinions'
import { type Part, type Shell, shellOf } from '#web/shell'
import type { PageAssets } from '#web/ui'

export { voteRoutes } from '#web/pages/deliberate'

/** The parts of the site, in their order: each may use those before it. */
export const parts: Part[] = [
  dossierPart,
  listenPart,
  answerPart,
  aboutPart,
  accountPart,
  kitPart,
  opinionsPart,
  moderationPart,
  deliberatePart,
  followupPart,
  homePart,
]

/** What pages share besides services: what the parts keep for a moment, and what they hand to each other. */
export type PageState = {
  shell: Shell
  dossierSlots: DossierSlots
  reads: ReturnType<typeof createDialogueReads>
  newBrowsers: NewBrowsers
  live: LiveConnections
  inputCounts: ReturnType<typeof createInputCounts>
  outcomeCounts: ReturnType<typeof createOutcomeCounts>
}

/** Made once, at the start. */
export function createPageState({ db, writes, snapshots }: Services, assets: PageAssets): PageState {
  return {
    shell: shellOf(parts, { assets, AskUs: AskBand }),
    dossierSlots: { shows: [showDialogues, showOutcomes], boxes: [dialogueBox] },
    // Votes need them too, and each is read once for everybody.
    reads: createDialogueReads(writes),
    newBrowsers: createNewBrowsers(),
    live: new LiveConnections(snapshots),
    inputCounts: createInputCounts(db),
    outcomeCounts: createOutcomeCounts(db),
  }
}

/** Whatever a form changed, the pages of this process read anew; a vote has an answer of its own, and forgets nothing. */
export function forgetReads({ reads }: PageState): MiddlewareHandler<Web> {
  return async (c, next) => {
    await next()
    if (c.req.method === 'POST' && c.res.status < 400) reads.forget()
  }
}

/** Tells every handler of it. */
export function handIn(state: PageState): MiddlewareHandler<Web> {
  return (c, next) => {
    c.set('shell', state.shell)
    c.set('dossierSlots', state.dossierSlots)
    c.set('reads', state.reads)
    c.set('newBrowsers', state.newBrowsers)
    c.set('live', state.live)
    c.set('inputCounts', state.inputCounts)
    c.set('outcomeCounts', state.outcomeCounts)
    return next()
  }
}
