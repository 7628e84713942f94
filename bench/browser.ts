import { randomBytes } from 'node:crypto'

/** What a browser says of itself with every request; e2e/bench-requests.spec.ts compares it with a real one. */
const ITSELF = {
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'nl-NL,nl;q=0.9,en;q=0.8',
  'sec-ch-ua': '"Chromium";v="153", "Not/A)Brand";v="24"',
  'sec-ch-ua-mobile': '?0',
  'sec-ch-ua-platform': '"Linux"',
}

const PAGE =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7'

type Headers = Record<string, string>

/** Who asks: the address as a proxy tells it, and the cookie. */
export type Visitor = { address: string; cookie?: string }

function of({ address, cookie }: Visitor): Headers {
  return { ...ITSELF, 'x-forwarded-for': address, ...(cookie ? { cookie } : {}) }
}

const GOES = {
  accept: PAGE,
  'upgrade-insecure-requests': '1',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-user': '?1',
}

/** A page that somebody goes to from another of ours. */
export function goToPage(visitor: Visitor, { from }: { from: string }): Headers {
  return { ...of(visitor), ...GOES, referer: from }
}

/** A form that a browser sends without a script. */
export function sendForm(visitor: Visitor, { from }: { from: string }): Headers {
  const form = { origin: new URL(from).origin, 'content-type': 'application/x-www-form-urlencoded' }
  return { ...comeFromForm(visitor, { from }), ...form }
}

/** The page that a browser is sent to by the answer to a form. */
export function comeFromForm(visitor: Visitor, { from }: { from: string }): Headers {
  return { ...goToPage(visitor, { from }), 'cache-control': 'max-age=0' }
}

/** What people answer, one after the other. */
export const choices = ['agree', 'disagree', 'pass'] as const

/** A vote as a form has it; the page's script adds a one-time key, which a browser draws anew for each. */
export function voteBody(vote: { statement: number; choice: string }, { isScript = false } = {}): string {
  const fields = new URLSearchParams({ statement: String(vote.statement), choice: vote.choice })
  if (isScript) fields.append('once', randomBytes(16).toString('base64url'))
  return fields.toString()
}

/** A form that the page's own script sends. */
export function sendByScript(visitor: Visitor, { from }: { from: string }): Headers {
  return {
    ...of(visitor),
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    origin: new URL(from).origin,
    referer: from,
    'sec-fetch-dest': 'empty',
    'sec-fetch-mode': 'cors',
    'sec-fetch-site': 'same-origin',
  }
}
