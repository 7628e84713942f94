import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { readCode } from '#platform/code'
import { locales } from '#platform/i18n'
import { pathIn, type WebContext } from '#web/http'

const NAME = 'wk-receipt'
const KEPT_SECONDS = 15 * 60

/** What the page after a form shows; the same as it is kept, in the cookie and for whoever sends the form again. */
export const receiptSchema = z.object({
  code: z.string(),
  dueOn: z.iso.date(),
  answerByMail: z.boolean(),
})
export type Receipt = z.infer<typeof receiptSchema>

/**
 * Hands the claim code to the page that comes after a form. It travels in a cookie that scripts cannot read, for
 * that page only, and not in its address: an address ends up in histories and logs.
 */
export function keepReceipt<Kept extends Receipt>(
  c: WebContext,
  page: string,
  schema: z.ZodType<Kept>,
  receipt: Kept,
): void {
  for (const locale of locales)
    setCookie(c, NAME, JSON.stringify(schema.parse(receipt)), {
      path: pathIn(locale, page),
      maxAge: KEPT_SECONDS,
      httpOnly: true,
      sameSite: 'Strict',
      secure: c.var.services.config.url.startsWith('https://'),
    })
}

/** The receipt of this browser for this page, for as long as it is kept. */
export function findReceipt<Kept extends Receipt>(c: WebContext, schema: z.ZodType<Kept>): Kept | undefined {
  try {
    const receipt = schema.parse(JSON.parse(getCookie(c, NAME) ?? ''))
    return readCode(receipt.code).kind === 'read' ? receipt : undefined
  } catch {
    return undefined
  }
}
