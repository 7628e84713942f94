import type { Letterhead } from '#domains/answer'
import { confirmUrl, stopUrl } from '#domains/followup'
import type { Config } from '#platform/config'
import { pathIn, type WebContext } from '#web/http'

/** Who our mail is from, and where its links lead. */
export function letterheadOf(c: WebContext): Letterhead {
  return letterheadFor(c.var.organisation.name, c.var.services.config)
}

/** The same outside a request. */
export function letterheadFor(organisation: string, config: Config & { secret: string }): Letterhead {
  return {
    organisation,
    mailDomain: new URL(config.url).hostname,
    timeZone: config.timeZone,
    trackUrl: (language, code) => config.url + pathIn(language, code ? `/my-input/${code}` : '/my-input'),
    confirmUrl: (language, seal) => confirmUrl(config, seal, language),
    stopUrl: (language, seal) => stopUrl(config, seal, language),
    askUrl: (language) => config.url + pathIn(language, '/tell-us'),
  }
}
