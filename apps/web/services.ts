import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '#db'
import { createShowingLog } from '#domains/deliberate'
import { createFeedReader } from '#domains/listen'
import { createSnapshotFeed } from '#domains/opinions'
import { createSignIn } from '#domains/people'
import { type Clock, systemClock } from '#platform/clock'
import { type Config, ConfigError } from '#platform/config'
import { createLimits } from '#platform/limits'
import type { Log } from '#platform/log'
import type { Services } from './frame/web.ts'
import { assetAddress, listThemes, type PageAssets, pageAssets } from './ui/index.ts'

/**
 * Gathers what the pages stand on.
 * @param assetsFolder  where the build put what browsers ask for
 */
export async function createServices(options: {
  db: Db
  databaseUrl: string
  config: Config & { secret: string }
  log: Log
  assetsFolder: string
  clock?: Clock
}): Promise<Services> {
  const { db, databaseUrl, config, log, assetsFolder, clock = systemClock } = options
  const manifest: Record<string, string> = JSON.parse(
    await readFile(join(assetsFolder, 'manifest.json'), 'utf8'),
  )
  return {
    db,
    config,
    clock,
    log,
    assetsFolder,
    assets: findAssets(manifest, config.theme),
    limits: createLimits(databaseUrl, config.secret),
    snapshots: createSnapshotFeed({ db, databaseUrl, log }),
    showings: createShowingLog({ db, log }),
    reader: createFeedReader(),
    signIn: createSignIn({ db, baseUrl: config.url, secret: config.secret }),
  }
}

const BASE = '/assets/'

function findAssets(manifest: Record<string, string>, theme: string | undefined): PageAssets {
  const assets = pageAssets(manifest, BASE)
  if (theme === undefined) return assets
  const themes = listThemes(manifest)
  if (themes.includes(theme)) return { ...assets, theme: assetAddress(manifest, BASE, `themes/${theme}.css`) }
  throw new ConfigError([
    `WEERKLANK_THEME=${theme} is not a theme: use one of ${themes.join(', ')}, or leave it out.`,
  ])
}
