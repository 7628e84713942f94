import { decodeText } from '../feeds/feed-text.ts'
import { webAddress } from '../feeds/parsed-feed.ts'

/** What a site asks of programs that read it, as far as it is meant for us. */
export interface Robots {
  /** Paths that may or may not be read, as RFC 9309 writes them. */
  readonly rules: readonly RobotsRule[]
  /** Seconds between two requests. */
  readonly crawlDelay: number | undefined
  readonly sitemaps: readonly string[]
}

export interface RobotsRule {
  readonly allow: boolean
  readonly path: string
}

/** By this name sites speak to us. */
export const OUR_NAME = 'weerklank'

/** RFC 9309 §2.5 asks for as much at least. */
const MOST_BYTES = 512 * 1024
const MOST_RULES = 5000
const MOST_SITEMAPS = 50
const LONGEST_PATH = 2000

/** How sites misspell what they ask; a mistake is no permission. */
const FIELDS: Readonly<Record<string, 'agent' | 'allow' | 'disallow' | 'delay' | 'sitemap'>> = {
  ...{ 'user-agent': 'agent', useragent: 'agent', 'useg-agent': 'agent', 'user agent': 'agent' },
  ...{
    allow: 'allow',
    disallow: 'disallow',
    desallow: 'disallow',
    dissalow: 'disallow',
    dissallow: 'disallow',
  },
  ...{ disalow: 'disallow', diasllow: 'disallow', disallaw: 'disallow' },
  ...{ 'crawl-delay': 'delay', crawldelay: 'delay', sitemap: 'sitemap', 'site-map': 'sitemap' },
}

interface Group {
  readonly agents: string[]
  readonly rules: RobotsRule[]
  delay: number | undefined
}

/**
 * Reads a robots.txt (RFC 9309), with Crawl-delay and Sitemap, for one program. Groups that name it count together; where none
 * does, those for everybody do.
 * @param url  where it stands, to make addresses of sitemaps whole
 */
export function readRobots(bytes: Uint8Array, url: string, name = OUR_NAME): Robots {
  const groups: Group[] = []
  const sitemaps: string[] = []
  let isBetweenAgents = false
  for (const line of decodeText(bytes.subarray(0, MOST_BYTES)).split(/\r\n?|\n/)) {
    const { field, value } = readLine(line)
    if (field === 'sitemap') {
      const address = webAddress(value, url)
      if (address !== undefined && sitemaps.length < MOST_SITEMAPS) sitemaps.push(address)
      continue
    }
    if (field === undefined) continue
    const group = groups.at(-1)
    if (field === 'agent') {
      if (group && isBetweenAgents) group.agents.push(agentOf(value))
      else groups.push({ agents: [agentOf(value)], rules: [], delay: undefined })
      isBetweenAgents = true
      continue
    }
    isBetweenAgents = false
    if (group) heed(group, field, value)
  }
  return { ...ofProgram(groups, name.toLowerCase()), sitemaps: [...new Set(sitemaps)] }
}

function heed(group: Group, field: 'allow' | 'disallow' | 'delay', value: string): void {
  if (field === 'delay') {
    const seconds = Number(value)
    if (value !== '' && seconds >= 0 && Number.isFinite(seconds)) group.delay ??= seconds
  } else if (value !== '' && value.length <= LONGEST_PATH) {
    // Paths begin with a slash or a star; what lacks it is meant from the root.
    const path = normalPath(/^[/*]/.test(value) ? value : `/${value}`)
    group.rules.push({ allow: field === 'allow', path })
  }
}

function ofProgram(groups: readonly Group[], name: string): Pick<Robots, 'rules' | 'crawlDelay'> {
  const own = groups.filter(({ agents }) => agents.includes(name))
  const chosen = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'))
  return {
    rules: chosen.flatMap(({ rules }) => rules).slice(0, MOST_RULES),
    crawlDelay: chosen.find(({ delay }) => delay !== undefined)?.delay,
  }
}

function readLine(line: string): { field: (typeof FIELDS)[string] | undefined; value: string } {
  const text = line.replace(/^\uFEFF/, '').split('#', 1)[0] ?? ''
  const [, name = '', value = ''] = /^\s*([a-z][a-z -]*?)\s*[:=]\s*(.*)$/i.exec(text) ?? looseLine(text)
  return { field: FIELDS[name.toLowerCase()], value: value.trim() }
}

/** `useragent bot`: the colon was forgotten. */
function looseLine(text: string): string[] {
  return /^\s*([a-z-]+)\s+(\S.*)$/i.exec(text) ?? []
}

/** `Bot/2.0` is the program Bot. */
function agentOf(value: string): string {
  return (value.split('/', 1)[0] ?? '').trim().toLowerCase()
}

/**
 * Whether an address may be read. Of all rules that fit, the longest counts; of two as long, the one that allows. The file itself
 * may always be read.
 */
export function isAllowed(robots: Pick<Robots, 'rules'>, address: string): boolean {
  const url = URL.parse(address)
  if (!url) return false
  const path = normalPath(`${url.pathname}${url.search}`)
  if (path === '/robots.txt') return true
  let longest: RobotsRule | undefined
  for (const rule of robots.rules) {
    if (longest && rule.path.length < longest.path.length) continue
    if (longest && rule.path.length === longest.path.length && !rule.allow) continue
    if (fits(rule.path, path)) longest = rule
  }
  return longest?.allow ?? true
}

/** Letters are compared as they are written in addresses: `%7e` is `~`, `%2F` stays. */
function normalPath(path: string): string {
  return path
    .replace(/[^\x21-\x7e]/g, (letter) => encodeURIComponent(letter.toWellFormed()))
    .replace(/%[0-9a-f]{2}/gi, (code) => {
      const letter = String.fromCharCode(Number.parseInt(code.slice(1), 16))
      return /[a-z0-9._~-]/i.test(letter) ? letter : code.toUpperCase()
    })
}

/**
 * Whether a path begins as a rule says, in which `*` stands for anything and a closing `$` for the end. Each part is looked for
 * once, behind the one before it: time goes with the two lengths, whatever the rule.
 */
function fits(rule: string, path: string): boolean {
  const isWhole = rule.endsWith('$')
  const [start = '', ...parts] = (isWhole ? rule.slice(0, -1) : rule).split('*')
  if (!path.startsWith(start)) return false
  const last = parts.pop()
  if (last === undefined) return !isWhole || path.length === start.length
  let at = start.length
  for (const part of parts) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return isWhole ? path.length - last.length >= at && path.endsWith(last) : path.indexOf(last, at) >= 0
}
