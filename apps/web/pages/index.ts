import type { MiddlewareHandler } from 'hono'
import { noMoments } from '#platform/cache'
import { hasSession, type Services, type Web } from '#web/http'
import { aboutPart } from '#web/pages/about'
import { accountPart } from '#web/pages/account'
import {
  AskBand,
  answerPart,
  countConversationsOf,
  createLiveConversations,
  type LiveConversations,
  linkConversations,
  type ShowInConversation,
  showConversationOfPost,
  showFacts,
  showFactsOnPost,
  showNear,
  showToldElsewhere,
  showToPlace,
} from '#web/pages/answer'
import { deliberatePart, dialogueBox, linkStatements, showDialogues } from '#web/pages/deliberate'
import {
  createDialogueReads,
  createNewBrowsers,
  type NewBrowsers,
  participantHandle,
} from '#web/pages/dialogue'
import { type DossierSlots, dossierPart } from '#web/pages/dossier'
import { followupPart, showOutcomes, showResponses } from '#web/pages/followup'
import { homePart } from '#web/pages/home'
import { kitPart } from '#web/pages/kit'
import {
  type CountForCommunity,
  findsBox,
  linkPosts,
  listenPart,
  type ShowAtListening,
  type ShowOnPost,
} from '#web/pages/listen'
import { moderationPart } from '#web/pages/moderation'
import { createLiveMaps, opinionsPart } from '#web/pages/opinions'
import { placesPart } from '#web/pages/places'
import { searchPart } from '#web/pages/search'
import { translationBox, translationPart } from '#web/pages/translation'
import { type Part, type Shell, shellOf } from '#web/shell'
import type { PageAssets } from '#web/ui'

export { voteRoutes } from '#web/pages/deliberate'

/** The parts of the site, in their order: each may use those before it. */
export const parts: Part[] = [
  placesPart,
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
  searchPart,
  translationPart,
  homePart,
]

/** What pages share besides services: what the parts keep for a moment, and what they hand to each other. */
export type PageState = {
  shell: Shell
  dossierSlots: DossierSlots
  conversationSlots: ShowInConversation[]
  postSlots: ShowOnPost[]
  communitySlots: CountForCommunity[]
  listeningSlots: ShowAtListening[]
  reads: ReturnType<typeof createDialogueReads>
  /** The same for whoever is signed in, who always reads anew. */
  freshReads: ReturnType<typeof createDialogueReads>
  newBrowsers: NewBrowsers
  live: ReturnType<typeof createLiveMaps>
  liveConversations: LiveConversations
}

/** Made once, at the start. */
export function createPageState(
  { writes, snapshots, conversations, moments }: Services,
  assets: PageAssets,
): PageState {
  return {
    shell: shellOf(parts, { assets, AskUs: AskBand }),
    dossierSlots: {
      shows: [showDialogues, showFacts, showOutcomes, showToldElsewhere],
      boxes: [dialogueBox, findsBox, translationBox],
      links: [linkPosts, linkConversations, linkStatements],
      isOfReader: (c) => participantHandle(c) !== undefined,
    },
    conversationSlots: [showResponses, showNear],
    postSlots: [showConversationOfPost, showFactsOnPost],
    communitySlots: [countConversationsOf],
    listeningSlots: [showToPlace],
    // Votes need them too, and each is read once for everybody.
    reads: createDialogueReads(writes, moments),
    freshReads: createDialogueReads(writes, noMoments),
    newBrowsers: createNewBrowsers(),
    live: createLiveMaps(snapshots),
    liveConversations: createLiveConversations(conversations),
  }
}

/** Tells every handler of it. */
export function handIn(state: PageState): MiddlewareHandler<Web> {
  return (c, next) => {
    c.set('shell', state.shell)
    c.set('dossierSlots', state.dossierSlots)
    c.set('conversationSlots', state.conversationSlots)
    c.set('postSlots', state.postSlots)
    c.set('communitySlots', state.communitySlots)
    c.set('listeningSlots', state.listeningSlots)
    c.set('reads', hasSession(c) ? state.freshReads : state.reads)
    c.set('newBrowsers', state.newBrowsers)
    c.set('live', state.live)
    c.set('liveConversations', state.liveConversations)
    return next()
  }
}
