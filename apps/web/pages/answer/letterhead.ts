import type { Letterhead } from '#domains/answer'
import { pathIn, type WebContext } from '../../frame/web.ts'

/** Who our mail is from, and where its links lead. */
export function letterheadOf(c: WebContext): Letterhead {
  const { config } = c.var.services
  return {
    organisation: c.var.organisation.name,
    mailDomain: new URL(config.url).hostname,
    timeZone: config.timeZone,
    trackUrl: (language, code) => config.url + pathIn(language, code ? `/my-input/${code}` : '/my-input'),
    askUrl: (language) => config.url + pathIn(language, '/tell-us'),
  }
}
