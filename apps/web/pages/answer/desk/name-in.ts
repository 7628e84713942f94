import type { WebContext } from '#web/http'

/** What something is called in the language of the page, as far as it was said in it. */
export function nameIn(c: WebContext, { name, otherName }: { name: string; otherName: string }): string {
  return c.var.locale === c.var.organisation.languages[0] ? name : otherName || name
}
