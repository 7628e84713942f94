import type { Context, Hono } from 'hono'
import type { Db } from '#db'
import type { ConversationFeed } from '#domains/answer'
import type { OwnChoices, Person, ShowingLog, VoteBox } from '#domains/deliberate'
import type { FeedReader } from '#domains/listen'
import type { SnapshotFeed } from '#domains/opinions'
import type { KeptLogo, Organisation, SignIn, StaffMember } from '#domains/people'
import type { Batched } from '#platform/batch'
import type { PictureQueue } from '#platform/blobs'
import type { Moments } from '#platform/cache'
import { type Clock, dateIn } from '#platform/clock'
import type { Config } from '#platform/config'
import type { Locale } from '#platform/i18n'
import type { Limits } from '#platform/limits'
import type { Log } from '#platform/log'
import type { MailReader } from '#platform/received-mail'
import type { TileSource } from '#platform/tiles'
import type { Gate } from './gate.ts'
import type { LastPages } from './last-pages.ts'

/** What the pages stand on; made once, at the start. */
export type Services = {
  /** For whoever reads; in what answers a form, the connections that are kept for writing. */
  db: Db
  /** Connections for forms, and for what forms and votes cannot do without. */
  writes: Db
  config: Config & { secret: string }
  clock: Clock
  log: Log
  limits: Limits
  signIn: SignIn
  /** Where votes go: what comes in the same moment is written together. */
  votes: VoteBox
  /** What one person answered, read with those of others who look in the same moment. */
  ownChoices: Batched<Person, OwnChoices>
  /** The newest opinion maps. */
  snapshots: SnapshotFeed
  /** Conversations as something is added to them. */
  conversations: ConversationFeed
  /** What was shown to whom, apart from votes. */
  showings: ShowingLog
  /** Makes pictures anew that anybody sends, a few at once. */
  pictures: PictureQueue
  /** Understands mail that staff want to see as it came; its thread starts when somebody does. */
  mailReader: MailReader
  /** Gives the tiles of the map that lies under outlines, where the settings name one. */
  tiles: TileSource | undefined
  /** Understands what other sites send. */
  reader: FeedReader
  /** How long this process keeps what is the same for everybody. */
  moments: Moments
  /** The last copy of pages that are the same for everybody, for while they cannot be made. */
  lastPages: LastPages
  /** Who is let in while there is more to do than can be done. */
  gate: Gate
  /** Folder of the built files that browsers ask for. */
  assetsFolder: string
}

/** The organisation as pages show it. */
export type ShownOrganisation = Organisation & { logo?: KeptLogo }

/** What every handler knows of its request. */
export type Web = {
  Variables: {
    services: Services
    locale: Locale
    organisation: ShownOrganisation
    /** The member of staff who is signed in; looked up on first use. */
    staff: () => Promise<StaffMember | undefined>
    /** The same, with the session that they work in. */
    signedIn: () => ReturnType<SignIn['findSignedIn']>
    /** What limits count by: the visitor's address, an IPv6 one by its /48. */
    address: string
    /** What forms are counted by first: an IPv6 address by its /64. */
    household: string
  }
}

export type WebContext = Context<Web>

/** What words depend on: the language of the request, and the time zone in which days are told. Nothing of who asks. */
export type Spoken = { var: { locale: Locale; services: { config: Pick<Config, 'timeZone'> } } }
export type WebApp = Hono<Web>

/** The path of a page in a language: `/nl/dossiers`. */
export function pathIn(locale: Locale, path: string): string {
  return `/${locale}${path === '/' ? '' : path}`
}

/** The path of a page in the language of this request. */
export function pathHere(c: Spoken, path: string): string {
  return pathIn(c.var.locale, path)
}

/** The day on the calendar of the organisation, as 2026-03-02. */
export function todayHere({ var: { services } }: WebContext): string {
  return dateIn(services.config.timeZone, services.clock.now())
}

/** Whether a program asks, rather than a browser that goes to a page. */
export function wantsJson(c: WebContext): boolean {
  return c.req.header('accept')?.startsWith('application/json') ?? false
}
