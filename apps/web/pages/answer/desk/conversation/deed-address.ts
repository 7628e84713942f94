import { z } from 'zod'
import { readFormText, textOf, type WebContext } from '#web/http'
import { inboxPath, readView } from '../inbox/inbox-view.ts'

/** Of an address: what stands below this conversation in the list, also when it is no longer in it. */
const NEXT = 'next'

const at = { name: 'at', reply: 'reply' } as const

/** The field of the form that says which conversation comes after this one in the list. */
export const FOLLOWS = 'follows'

const idSchema = z.uuid()

/** Back to the conversation that something was done in, with what is to be said of it. */
export async function toConversation(c: WebContext, said: Record<string, string>): Promise<Response> {
  const follows = await followsHere(c)
  const next = follows ? { [NEXT]: follows } : {}
  return c.redirect(inboxPath(c, readView(c), `/${c.req.param('id')}`, { ...said, ...next }), 303)
}

/** The same, to go on with the reply. */
export function backToReply(c: WebContext, said: Record<string, string> = {}): Promise<Response> {
  return toConversation(c, { ...said, [at.name]: at.reply })
}

/** Whether somebody comes to the page to go on with the reply. */
export function isAtReply(c: WebContext): boolean {
  return c.req.query(at.name) === at.reply
}

/** The conversation that came after this one in the list in which somebody did something with it. */
export async function followsHere(c: WebContext): Promise<string | undefined> {
  return c.req.method === 'POST' ? idOf(textOf(await readFormText(c), FOLLOWS)) : nextHere(c)
}

/** The same, of a page to which somebody came by doing something. */
export function nextHere(c: WebContext): string | undefined {
  return idOf(c.req.query(NEXT))
}

function idOf(text: string | undefined): string | undefined {
  return idSchema.safeParse(text).data
}
