import type { Child } from 'hono/jsx'
import type { WebContext } from '#web/http'

/** What a later part shows in a conversation at the desk, about the input that it began with. */
export type ShowInConversation = (c: WebContext, inputId: string) => Promise<Child>

declare module 'hono' {
  interface ContextVariableMap {
    conversationSlots: ShowInConversation[]
  }
}
