import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '#db'
import { createConversationFeed } from '#domains/answer'
import { createOwnChoices, createShowingLog, createVoteBox } from '#domains/deliberate'
import { createFeedReader } from '#domains/listen'
import { createSnapshotFeed } from '#domains/opinions'
import { createSignIn } from '#domains/people'
import { createPictureQueue } from '#platform/blobs'
import { createMoments } from '#platform/cache'
import { type Clock, dateIn, systemClock } from '#platform/clock'
import { type Config, ConfigError } from '#platform/config'
import { createLimits } from '#platform/limits'
import type { Log } from '#platform/log'
import { createMailReader } from '#platform/received-mail'
import { createTileFetcher, createTileShelf, createTileSource, type TileSource } from '#platform/tiles'
import {
  createGate,
  createLastPages,
  type LoopDelay,
  limits,
  measureLoopDelay,
  type Services,
} from '#web/http'
import { createPageState, type PageState } from '#web/pages'
import { type PageAssets, pageAssets } from '#web/ui'

/** What the application stands on, with what its pages share. */
export type WebServices = Services & { pages: PageState }

/** Pictures that this process has made anew at once, and how many may wait: these then wait two seconds or so. */
const PICTURES = { atOnce: 2, waiting: 8 }

/** How old what is the same for everybody may be: as long as it takes to see that something changed. */
const MOMENT_MS = 1000

/**
 * Gathers what the pages stand on.
 * @param db  for reading; forms use `writes` and votes `votes`, which may be pools of their own
 * @param assetsFolder  where the build put what browsers ask for
 * @param loopDelay  how late this process is, by which the gate refuses
 */
export async function createServices(options: {
  db: Db
  writes?: Db
  votes?: Db
  databaseUrl: string
  config: Config & { secret: string }
  log: Log
  assetsFolder: string
  clock?: Clock
  loopDelay?: LoopDelay
}): Promise<WebServices> {
  const { db, writes = db, votes = writes } = options
  const { databaseUrl, config, log, assetsFolder, clock = systemClock } = options
  const manifest: Record<string, string> = JSON.parse(
    await readFile(join(assetsFolder, 'manifest.json'), 'utf8'),
  )
  const counted = createLimits(databaseUrl, config.secret)
  const services: Services = {
    db,
    writes,
    config,
    clock,
    log,
    assetsFolder,
    limits: counted,
    votes: createVoteBox(votes, {
      admitNewcomers: (from) => counted.countMany(limits.newcomersByAddress, from),
    }),
    ownChoices: createOwnChoices(votes),
    snapshots: createSnapshotFeed({ db, databaseUrl, log }),
    conversations: createConversationFeed({ db, databaseUrl, log }),
    showings: createShowingLog({ db: writes, log }),
    pictures: createPictureQueue(PICTURES),
    mailReader: createMailReader(),
    tiles: createTiles(config, log),
    reader: createFeedReader({ timeZone: config.timeZone }),
    signIn: createSignIn({
      db: writes,
      today: () => dateIn(config.timeZone, clock.now()),
      baseUrl: config.url,
      secret: config.secret,
    }),
    moments: createMoments({ lastMs: MOMENT_MS }),
    lastPages: createLastPages(),
    gate: createGate(options.loopDelay ?? measureLoopDelay()),
  }
  return { ...services, pages: createPageState(services, findAssets(manifest, config.theme)) }
}

/** Tiles are kept in the data folder, for whoever looks next. */
function createTiles({ tiles, url, dataDir, allowPrivateFetch }: Config, log: Log): TileSource | undefined {
  if (!tiles) return undefined
  const fetch = createTileFetcher({ tilesUrl: tiles.url, siteUrl: url, allowPrivateFetch })
  return createTileSource({ url: tiles.url, fetch, shelf: createTileShelf(join(dataDir, 'tiles')), log })
}

const BASE = '/assets/'

function findAssets(manifest: Record<string, string>, theme: string | undefined): PageAssets {
  const assets = pageAssets(manifest, BASE)
  if (theme === undefined) return assets
  const address = assets.themes[theme]
  if (address !== undefined) return { ...assets, theme: address }
  throw new ConfigError([
    `WEERKLANK_THEME=${theme} is not a theme: use one of ${Object.keys(assets.themes).join(', ')}, or leave it out.`,
  ])
}
