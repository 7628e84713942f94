import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '#platform/config'
import { type DataFolder, openDataFolder, type Running } from '#platform/data-folder'
import { SetupError, startCluster } from '#platform/postgres'

/** The database that a command works on, and the secret that goes with it. */
export type Installation = AsyncDisposable & {
  /** Ours to run, run by another process, or somewhere else. */
  database: 'embedded' | 'joined' | 'external'
  databaseUrl: string
  secret: string
  /** The data folder of a database that we run. */
  folder?: DataFolder | undefined
  /** Where the pages of the instance are whose database was joined. */
  address?: string | undefined
  /** Resolves when a database that we run ends though nobody asked it to. */
  databaseEnded: Promise<void>
  /** Lets commands run beside this one join, now that the database is as it should be. */
  announce(address?: string): Promise<void>
}

/** What `start` has claimed before anything runs: a second one on the same folder fails here, at once. */
export type Claim = AsyncDisposable & {
  folder: DataFolder | undefined
  open(onNotice: (notice: string) => void): Promise<Installation>
}

const never = new Promise<never>(() => {})
const JOIN_WITHIN_MS = 60_000
const JOIN_POLL_MS = 200

/** Claims the data folder, or nothing when the database is somewhere else. */
export async function claimInstallation(config: Config): Promise<Claim> {
  if (config.databaseUrl) {
    const installation = externalInstallation(config, config.databaseUrl)
    return { folder: undefined, open: async () => installation, [Symbol.asyncDispose]: async () => {} }
  }
  const folder = await claimFolder(config.dataDir)
  if (folder.isRestoring) {
    await folder.release()
    throw isHalfRestored(folder.path)
  }
  return {
    folder,
    open: (onNotice) => runEmbedded(folder, config.secret, onNotice),
    [Symbol.asyncDispose]: folder.release,
  }
}

/**
 * Opens the installation for a command: joins the database of a running instance, else runs the embedded one for as
 * long as the command takes.
 */
export async function openInstallation(config: Config): Promise<Installation> {
  if (config.databaseUrl) return externalInstallation(config, config.databaseUrl)
  const end = performance.now() + JOIN_WITHIN_MS
  while (performance.now() < end) {
    const outcome = await openDataFolder(config.dataDir)
    if (outcome.kind === 'opened') {
      if (!outcome.folder.isRestoring) return openOwn(outcome.folder, config.secret)
      await outcome.folder.release()
      throw isHalfRestored(outcome.folder.path)
    }
    if (outcome.running) return joinRunning(outcome.running, config.secret)
    // It is starting, or stopping: wait for it to say which.
    await sleep(JOIN_POLL_MS)
  }
  throw inUse(config.dataDir, undefined)
}

/**
 * Has a data folder to itself.
 * @throws SetupError where somebody else has it
 */
export async function claimFolder(dataDir: string): Promise<DataFolder> {
  const outcome = await openDataFolder(dataDir)
  if (outcome.kind === 'opened') return outcome.folder
  throw inUse(dataDir, outcome.running)
}

function isHalfRestored(path: string): SetupError {
  return new SetupError(
    `Putting a backup back into ${path} was broken off: run "weerklank restore" again, with the same folder.`,
  )
}

async function openOwn(folder: DataFolder, secret: string | undefined): Promise<Installation> {
  try {
    const installation = await runEmbedded(folder, secret, (notice) => console.error(notice))
    return {
      ...installation,
      [Symbol.asyncDispose]: async () => {
        await installation[Symbol.asyncDispose]()
        await folder.release()
      },
    }
  } catch (error) {
    await folder.release()
    throw error
  }
}

async function runEmbedded(
  folder: DataFolder,
  secret: string | undefined,
  onNotice: (notice: string) => void,
): Promise<Installation> {
  const cluster = await startCluster({ folder: folder.cluster, onNotice })
  const about = { databaseUrl: cluster.socketUrl(), secret: secret ?? folder.secret }
  return {
    ...about,
    database: 'embedded',
    folder,
    databaseEnded: cluster.ended,
    announce: (address) => folder.publish({ ...about, ...(address ? { address } : {}) }),
    [Symbol.asyncDispose]: cluster.stop,
  }
}

function joinRunning(running: Running, secret: string | undefined): Installation {
  const { databaseUrl, address } = running
  return passive({ database: 'joined', databaseUrl, address, secret: secret ?? running.secret })
}

function externalInstallation(config: Config, databaseUrl: string): Installation {
  if (!config.secret) throw new Error('readConfig lets no DATABASE_URL through without WEERKLANK_SECRET')
  return passive({ database: 'external', databaseUrl, secret: config.secret })
}

function passive(about: Pick<Installation, 'database' | 'databaseUrl' | 'address' | 'secret'>): Installation {
  return { ...about, databaseEnded: never, announce: async () => {}, [Symbol.asyncDispose]: async () => {} }
}

function inUse(dataDir: string, running: Running | undefined): SetupError {
  const who = running ? ` (process ${running.pid}${running.address ? `, ${running.address}` : ''})` : ''
  return new SetupError(
    `The data folder ${dataDir} is in use by another Weerklank${who}: stop that one, or choose another WEERKLANK_DATA_DIR.`,
  )
}
