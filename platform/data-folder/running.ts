import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readIfThere, writePrivate } from './private-file.ts'

const running = z.object({
  pid: z.number(),
  databaseUrl: z.string(),
  secret: z.string(),
  /** Where its pages are; absent for a command that serves none. */
  address: z.string().optional(),
})

/** What the process that holds a data folder tells the commands run beside it. */
export type Running = z.infer<typeof running>

const pathIn = (folder: string) => join(folder, 'runtime.json')

/** Tells others how to join. */
export async function publishRunning(folder: string, about: Running): Promise<void> {
  await writePrivate(pathIn(folder), `${JSON.stringify(about, null, 2)}\n`)
}

/** Reads how to join; only meaningful while the folder is locked. */
export async function readRunning(folder: string): Promise<Running | undefined> {
  const text = await readIfThere(pathIn(folder))
  if (!text) return undefined
  const parsed = running.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : undefined
}

export async function forgetRunning(folder: string): Promise<void> {
  await rm(pathIn(folder), { force: true })
}
