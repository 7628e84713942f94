import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { StartedConversation } from '#domains/answer'
import { readCode } from '#platform/code'
import { locales } from '#platform/i18n'
import { pathIn, type WebContext } from '#web/http'

/** What the receipt page shows. */
export type Receipt = Pick<StartedConversation, 'code' | 'dueOn' | 'answerByMail'>

const NAME = 'wk-receipt'
const KEPT_SECONDS = 15 * 60

/** The same as it is kept: in the cookie, and for whoever sends the form again. */
export const receiptSchema = z.object({
  code: z.string(),
  dueOn: z.iso.date(),
  answerByMail: z.boolean(),
})

/**
 * Hands the claim code to the page that comes after the form. It travels in a cookie that scripts cannot read, for
 * that page only, and not in its address: an address ends up in histories and logs.
 */
export function keepReceipt(c: WebContext, { code, dueOn, answerByMail }: Receipt): void {
  for (const locale of locales)
    setCookie(c, NAME, JSON.stringify({ code, dueOn, answerByMail }), {
      path: pathIn(locale, '/tell-us/sent'),
      maxAge: KEPT_SECONDS,
      httpOnly: true,
      sameSite: 'Strict',
      secure: c.var.services.config.url.startsWith('https://'),
    })
}

/** The receipt of this browser, for as long as it is kept. */
export function findReceipt(c: WebContext): Receipt | undefined {
  try {
    const receipt = receiptSchema.parse(JSON.parse(getCookie(c, NAME) ?? ''))
    return readCode(receipt.code).kind === 'read' ? receipt : undefined
  } catch {
    return undefined
  }
}
