import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { DB } from '#db'

/** A public place that is listened to. */
export type Source = Selectable<DB['source']>

export type LegalBasis = Source['legal_basis']

/**
 * Legal bases of article 6 of the GDPR on which a public body may read along. Legitimate interest is not among them:
 * authorities cannot rely on it in the performance of their tasks.
 */
export const legalBases = ['public_task', 'legal_obligation', 'consent'] as const satisfies LegalBasis[]

const grounds = {
  purpose: z.string().trim().min(1, 'missing').max(500, 'too-long'),
  legalBasis: z.enum(legalBases, 'missing'),
}

/** Why sources are read and on what legal basis: nothing is listened to without these. */
export const sourceGroundsSchema = z.object(grounds)

export type SourceGrounds = z.infer<typeof sourceGroundsSchema>

/** Where a source is, and why it is read. */
export const newSourceSchema = z.object({
  address: z.string().trim().min(1, 'missing').max(2000, 'too-long').transform(asWebAddress),
  ...grounds,
})

/** An address as people and lists write it: without what begins it, or as `feed:` that stands for the web. */
export function asWebAddress(written: string): string {
  const address = written.replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://')
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`
}

export type NewSource = z.infer<typeof newSourceSchema>

/** What a request for a feed asks for; pages are taken as well, to find the feed that they point to. */
export const FEED_ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5'
