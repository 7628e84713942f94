import type { Subject } from '#domains/people'
import type { WebContext } from '#web/http'
import { langOf } from '#web/words'

type Named = Pick<Subject, 'name' | 'otherName'>

/** What a subject is called in the language of the page, where that is said. */
export function subjectName(c: WebContext, { name, otherName }: Named): string {
  return isFirstLanguage(c) ? name : otherName || name
}

/** The language of that name, where it is not that of the page. */
export function subjectLang(c: WebContext, { otherName }: Named) {
  return isFirstLanguage(c) || otherName ? {} : langOf(c, c.var.organisation.languages[0])
}

function isFirstLanguage(c: WebContext): boolean {
  return c.var.locale === c.var.organisation.languages[0]
}
