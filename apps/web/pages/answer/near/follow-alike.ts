import { findNearReport, type NearReport } from '#domains/answer'
import { followReport } from '#domains/followup'
import { addressSchema } from '#platform/address'
import { type FormErrors, type FormText, mayAskToConfirm, textOf, type WebContext } from '#web/http'
import { type Alike, alikeFields, findAlike } from './alike-offer.tsx'

export type FollowAlikeOutcome =
  | { kind: 'followed'; report: NearReport }
  /** What they chose or filled in does not do: they are asked again. */
  | { kind: 'asked-again'; alike: Alike | undefined }

/** Somebody follows what is known already, out of the form in which they were about to tell it. */
export async function followAlike(
  c: WebContext,
  text: FormText,
  told: Parameters<typeof findAlike>[2],
): Promise<FollowAlikeOutcome> {
  const chosen = textOf(text, alikeFields.chosen)
  const email = textOf(text, alikeFields.email)
  const address = addressSchema.safeParse(email)
  const report = /^[\da-f-]{36}$/.test(chosen) ? await findReport(c, chosen) : undefined
  if (report && address.success) {
    const { db, clock, config } = c.var.services
    const wish = { publicId: report.publicId, address: address.data, language: c.var.locale }
    const request = { ...wish, now: clock.now(), mayMail: () => mayAskToConfirm(c) }
    const outcome = await db.transaction().execute((tx) => followReport(tx, config, request))
    if (outcome.kind === 'followed') return { kind: 'followed', report }
  }
  const errors: FormErrors = {
    ...(report ? {} : { alike: 'missing' }),
    ...(address.success ? {} : { 'follow-email': 'not-an-address' }),
  }
  const alike = await findAlike(c, { ...text, [alikeFields.seen]: '' }, told)
  return { kind: 'asked-again', alike: alike && { ...alike, chosen, email, errors } }
}

async function findReport(c: WebContext, publicId: string): Promise<NearReport | undefined> {
  const report = await findNearReport(c.var.services.db, publicId, c.var.locale)
  return report?.state === 'withdrawn' ? undefined : report
}
