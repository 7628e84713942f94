import type { WebContext } from './web.ts'

/** The colours that a visitor chose; without a choice their device decides. */
export function schemeOf(c: WebContext): 'light' | 'dark' | undefined {
  const scheme = /(?:^|;\s*)wk-scheme=(light|dark)(?:;|$)/.exec(c.req.header('cookie') ?? '')?.[1]
  return scheme === 'light' || scheme === 'dark' ? scheme : undefined
}
