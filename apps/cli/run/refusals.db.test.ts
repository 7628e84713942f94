import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { foundTown } from '#stories'
import { listenOnLoopback, useTestDatabase } from '#testing'
import { buildProgram, runProgram, startProgram } from './program-under-test.ts'

// Every way to fail at the start ends in one sentence that says what is wrong and what to do, and a non-zero exit.

const database = useTestDatabase()
const secret = 'a secret of the tests, long enough'
let temporary: string
let dataDir: string
beforeAll(buildProgram)
beforeEach(async ({ onTestFinished }) => {
  temporary = await mkdtemp(join(tmpdir(), 'weerklank-refusals-'))
  // The first to be registered is the last to run: after what stops the processes in it.
  onTestFinished(() => rm(temporary, { recursive: true, force: true }))
  // As root, PostgreSQL is another user who has to pass through.
  await chmod(temporary, 0o711)
  dataDir = join(temporary, 'data')
})

/** Runs a command that must be refused, and gives the one sentence it ends with. */
async function refusalOf(args: string[], environment: Record<string, string>): Promise<string> {
  const { code, stdout, stderr } = await runProgram(args, {
    PORT: '0',
    WEERKLANK_DATA_DIR: dataDir,
    ...environment,
  })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^[^\n]+\.\n$/)
  return stderr
}

const refusalOfStart = (environment: Record<string, string> = {}) => refusalOf(['start'], environment)

/** A database of the tests as the program reaches it: without the set-up of the embedded one. */
const external = (url: string) => ({ DATABASE_URL: url, WEERKLANK_SECRET: secret })

async function occupyPort(answer = ''): Promise<number> {
  const server = createServer((_request, response) => response.end(answer))
  const port = await listenOnLoopback(server)
  onTestFinished(() => void server.close())
  return port
}

function start(environment: Record<string, string> = {}) {
  return startProgram(['start'], { PORT: '0', WEERKLANK_DATA_DIR: dataDir, ...environment })
}

it('a port that another program has, before anything is made', async () => {
  const port = await occupyPort()
  expect(await refusalOfStart({ PORT: String(port) })).toBe(
    `Port ${port} of 127.0.0.1 is in use by another program: stop that one, or set PORT to another.\n`,
  )
  expect(await readdir(dataDir)).not.toContain('pg')
})

it('an address that is not of this machine', async () => {
  expect(await refusalOfStart({ HOST: '192.0.2.1' })).toMatch(
    /HOST=192.0.2.1 is no address of this machine: set HOST/,
  )
})

it('a data folder that another instance has', async () => {
  const other = await start({ WEERKLANK_DEMO: 'off' })
  expect(await refusalOfStart()).toBe(
    `The data folder ${dataDir} is in use by another Weerklank (process ${other.pid}, ${other.url}): stop that one, or choose another WEERKLANK_DATA_DIR.\n`,
  )
})

it('a data folder that a newer version wrote', async () => {
  await mkdir(dataDir)
  await writeFile(join(dataDir, 'folder.json'), '{"format":99}')
  expect(await refusalOfStart()).toMatch(/was written by a newer version of Weerklank: install that version/)
})

it('a data folder of another PostgreSQL', async () => {
  await mkdir(join(dataDir, 'pg'), { recursive: true, mode: 0o711 })
  await writeFile(join(dataDir, 'pg', 'PG_VERSION'), '17\n')
  expect(await refusalOfStart()).toMatch(/made by PostgreSQL 17 and this is PostgreSQL 18: use the version/)
})

it('a data folder that cannot be a folder', async () => {
  await writeFile(dataDir, '')
  expect(await refusalOfStart()).toMatch(/is not a folder: choose another WEERKLANK_DATA_DIR/)
})

it('a disk without space', async ({ skip }) => {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'weerklank-test', temporary])
  if (mounted.status !== 0) skip('no small disk can be mounted here')
  try {
    expect(await refusalOfStart()).toMatch(/has \d+ MB left and Weerklank needs 150 MB: free some space/)
  } finally {
    spawnSync('umount', [temporary])
  }
})

it('a demo that is to be real, or to be served to others', async () => {
  await mkdir(dataDir)
  await writeFile(join(dataDir, 'folder.json'), '{"format":1,"purpose":"demo"}')
  for (const environment of [{ WEERKLANK_DEMO: 'off' }, { HOST: '0.0.0.0' }]) {
    expect(await refusalOfStart(environment)).toMatch(
      /holds the demo, which .*: choose another WEERKLANK_DATA_DIR/,
    )
  }
})

it('a real organisation that is to be a demo', async () => {
  await (await start({ WEERKLANK_DEMO: 'off' })).stop()
  expect(await refusalOfStart({ WEERKLANK_DEMO: 'on' })).toMatch(
    /holds a real organisation, which never becomes a demo: choose another/,
  )
})

it('a demo that was brought over to a database of its own', async () => {
  await foundTown(database().db, { is_demo: true })
  onTestFinished(async () => void (await database().db.deleteFrom('organisation').execute()))
  for (const command of ['start', 'serve']) {
    expect(await refusalOf([command], external(database().url))).toMatch(
      /holds the demo, whose accounts are open: .* so use another database/,
    )
  }
})

it('settings that are wrong, each on a line of its own', async () => {
  const { code, stderr } = await runProgram(['start'], { PORT: 'http', WEERKLANK_DEMO: 'perhaps' })
  expect(code).toBe(1)
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^PORT=http is not a port: use a whole number/),
    expect.stringMatching(/^WEERKLANK_DEMO=perhaps is neither "on" nor "off"/),
  ])
})

it('a database that does not answer, does not exist, or does not let us in', async () => {
  const { href } = new URL(database().url)
  const changed = (change: (url: URL) => void) => {
    const url = new URL(href)
    change(url)
    return external(url.href)
  }
  const closed = changed((url) => {
    url.port = '1'
  })
  expect(await refusalOf(['migrate'], closed)).toMatch(
    /^The database 127.0.0.1:1\/\w+ refuses connections: start it, or mend/,
  )
  const unknown = changed((url) => {
    url.hostname = 'database.invalid'
  })
  // The last where this machine's name server keeps silent.
  expect(await refusalOf(['migrate'], unknown)).toMatch(
    /is a name that does not exist|is a name that cannot be looked up|does not answer: check the network/,
  )
  const strange = changed((url) => {
    url.password = 'guess'
  })
  expect(await refusalOfStart(strange)).toMatch(/refuses the password: mend DATABASE_URL/)
  const absent = changed((url) => {
    url.pathname = '/nowhere'
  })
  expect(await refusalOfStart(absent)).toMatch(/has no such database: make it with "createdb"/)
})

it('a port where there is no PostgreSQL', async () => {
  const port = await occupyPort('not PostgreSQL')
  expect(await refusalOf(['migrate'], external(`postgres://me:pw@127.0.0.1:${port}/weerklank`))).toMatch(
    /^The database 127.0.0.1:\d+\/weerklank .*mend DATABASE_URL\.$/m,
  )
})

it('a database that a newer version wrote', async () => {
  await sql`insert into schema_migration (name) values ('9999_future.sql')`.execute(database().db)
  onTestFinished(async () => {
    await sql`delete from schema_migration where name = '9999_future.sql'`.execute(database().db)
  })
  for (const command of ['start', 'serve', 'worker', 'migrate']) {
    expect(await refusalOf([command], external(database().url))).toMatch(
      /was written by a newer version of Weerklank: install that version/,
    )
  }
})

it('a database from before the first version that keeps its databases, and nothing in it is changed', async () => {
  await sql`insert into schema_migration (name) values ('0100_mail.sql')`.execute(database().db)
  onTestFinished(async () => {
    await sql`delete from schema_migration where name = '0100_mail.sql'`.execute(database().db)
  })
  for (const command of ['start', 'serve', 'worker', 'migrate']) {
    expect(await refusalOf([command], external(database().url))).toMatch(
      /was made before the first version of Weerklank that keeps its databases: begin with an empty one .* "weerklank export polis" /,
    )
  }
})

it('serving from a database that is behind, or empty', async () => {
  await sql`update schema_migration set name = 'x' || name where name = (select max(name) from schema_migration)`.execute(
    database().db,
  )
  await sql`create table behind as select * from schema_migration where name like 'x%'`.execute(database().db)
  await sql`delete from schema_migration where name like 'x%'`.execute(database().db)
  expect(await refusalOf(['serve'], external(database().url))).toMatch(
    /lacks 1 changes of this version: run "weerklank migrate"/,
  )
  await sql`insert into schema_migration select substr(name, 2), applied_at from behind`.execute(
    database().db,
  )
  expect(await refusalOf(['worker'], external(database().url))).toMatch(
    /holds no organisation yet: run "weerklank start" first/,
  )
})

it('a database without its secret', async () => {
  expect(await refusalOfStart({ DATABASE_URL: database().url })).toMatch(/^WEERKLANK_SECRET is missing: /)
})
