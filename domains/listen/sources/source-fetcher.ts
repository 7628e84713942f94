import { createFetcher, type Fetcher } from '#platform/fetch'

/**
 * The fetcher that sources are read with. It says who we are, and where a site owner finds why we read along.
 * @param site  the address that residents see, and whether private networks may be read (development only)
 */
export function createSourceFetcher(site: { url: string; allowPrivateFetch: boolean }): Fetcher {
  return createFetcher({
    userAgent: `Weerklank (+${site.url}/nl/where-we-listen)`,
    allowPrivate: site.allowPrivateFetch,
  })
}
