import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { answerHolding } from '#domains/answer'
import { noticeHolding } from '#domains/followup'
import {
  countHeld,
  erasePerson,
  type HeldFile,
  type Holding,
  isAllowed,
  listStaff,
  type Person,
} from '#domains/people'
import { findInputByClaimCode } from '#domains/register'
import { readAddress } from '#platform/address'
import { dateIn, systemClock } from '#platform/clock'
import { readCode } from '#platform/code'
import { SetupError } from '#platform/postgres'
import { type CommandContext, withDatabase } from './with-database.ts'

type Who = { code?: string; address?: string }

/** `weerklank people …` */
export function peopleCommand(): Command {
  const command = new Command('people').description(
    'what is kept of somebody who asked something: a copy of it, or the end of it',
  )
  forPerson(command.command('export'))
    .description('write a copy of all that is kept of a person: person.json, and their files beside it')
    .argument('<dir>', 'the folder to make; one that is there must be empty')
    .addHelpText('after', '\nPrints JSON: {held, files}; held counts by table.')
    .action(runExport)
  forPerson(command.command('erase'))
    .description('say what is kept of a person, and with --yes let go of all of it')
    .requiredOption(
      '--by <email>',
      'the member of staff who decided it; they must be allowed to remove texts',
    )
    .option('--yes', 'do it; it cannot be undone')
    .addHelpText(
      'after',
      '\nPrints JSON: {held} as it is now, and with --yes {erased, left}; all count by table, and left is {} where nothing is.' +
        '\nBackups are not reached: keep them no longer than you must.',
    )
    .action(runErase)
  return command
}

function forPerson(command: Command): Command {
  return command
    .option('--code <code>', 'the tracking code of something that they asked')
    .option('--address <email>', 'the mail address that they gave or wrote from')
}

async function runExport(folder: string, who: Who): Promise<void> {
  const told = await withDatabase(async (context) => {
    const person = await findPerson(context, who)
    await makeEmpty(folder)
    const data: Record<string, unknown> = {}
    let files = 0
    for (const holding of holdingsOf(context)) {
      const copy = await holding.export(context.db, person)
      data[holding.name] = copy.data
      for (const { path, bytes } of copy.files) await write(join(folder, holding.name, path), bytes)
      files += copy.files.length
    }
    await write(join(folder, 'person.json'), `${JSON.stringify(data, null, 2)}\n`)
    return { held: await countHeld(context.db, holdingsOf(context), person), files }
  })
  console.log(JSON.stringify(told, null, 2))
}

async function makeEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0)
    throw new SetupError(`${folder} is not empty: name a folder that is, or that is not there yet.`)
}

async function write(path: string, content: string | HeldFile['bytes']): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(path, content, { mode: 0o600 })
}

async function runErase({ by, yes = false, ...who }: Who & { by: string; yes?: boolean }): Promise<void> {
  const told = await withDatabase(async (context) => {
    const { db, config } = context
    const now = systemClock.now()
    const today = dateIn(config.timeZone, now)
    const decider = await findDecider(context, by, today)
    const [person, holdings] = [await findPerson(context, who), holdingsOf(context)]
    if (!yes) return { held: await countHeld(db, holdings, person) }
    const deed = { by: decider, now, today }
    const erased = await db.transaction().execute((tx) => erasePerson(tx, holdings, person, deed))
    return { erased, left: await countHeld(db, holdings, person) }
  })
  console.log(JSON.stringify(told, null, 2))
}

/** All rooms that keep something of people who do not work here. */
function holdingsOf({ config: { timeZone }, secret }: CommandContext): Holding[] {
  return [answerHolding, noticeHolding({ timeZone, secret })]
}

async function findPerson({ db, secret }: CommandContext, { code, address }: Who): Promise<Person> {
  if ((code === undefined) === (address === undefined))
    throw new SetupError('Say who it is: with --code or with --address, one of the two.')
  if (address !== undefined) {
    const mailbox = readAddress(address)?.mailbox
    if (mailbox === undefined)
      throw new SetupError(`"${address}" is no mail address, such as wie@voorbeeld.nl.`)
    return { inputIds: [], mailbox }
  }
  const read = readCode(code ?? '')
  const inputId = read.kind === 'read' ? await findInputByClaimCode(db, read.code, secret) : undefined
  if (!inputId) throw new SetupError(`Nothing is known by the code "${code}": check how it is typed.`)
  return { inputIds: [inputId], mailbox: undefined }
}

async function findDecider({ db }: CommandContext, email: string, today: string): Promise<string> {
  const staff = await listStaff(db, today)
  const decider = staff.find((one) => one.email === email.trim().toLowerCase())
  if (!decider) throw new SetupError(`Nobody works here today with the address "${email}".`)
  if (!isAllowed(decider, 'erase'))
    throw new SetupError(`${decider.name} may not remove texts: name an administrator or a policy maker.`)
  return decider.accountId
}
