import type { Child } from 'hono/jsx'
import type { WebContext } from '#web/http'
import type { Fact } from '#web/ui'

/** What a later part shows on the page of a post; one that is taken is put in no dossier from there, since it counts by what was made of it. */
export type ShowOnPost = (c: WebContext, postId: string) => Promise<{ shown: Child; isTaken: boolean }>

/** What a later part counts, on the page of a community, of what its sources brought since a moment. */
export type CountForCommunity = (c: WebContext, sourceIds: readonly string[], from: Date) => Promise<Fact[]>

/** What a later part has waiting, in one line at the listener's desk; null where nothing waits, or whoever looks may not know. */
export type ShowAtListening = (c: WebContext) => Promise<Child>

declare module 'hono' {
  interface ContextVariableMap {
    postSlots: ShowOnPost[]
    communitySlots: CountForCommunity[]
    listeningSlots: ShowAtListening[]
  }
}
