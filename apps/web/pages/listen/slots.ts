import type { Child } from 'hono/jsx'
import type { WebContext } from '#web/http'

/** What a later part shows on the page of a post; one that is taken is put in no dossier from there, since it counts by what was made of it. */
export type ShowOnPost = (c: WebContext, postId: string) => Promise<{ shown: Child; isTaken: boolean }>

declare module 'hono' {
  interface ContextVariableMap {
    postSlots: ShowOnPost[]
  }
}
