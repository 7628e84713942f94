import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '#db'
import { importPlaces } from '#domains/places'
import { demoAddresses, demoAreas } from './places.ts'

/** Takes in where the streets and neighbourhoods of the demo are, as the files of a municipality are taken in. */
export async function tellPlaces(db: Db): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'weerklank-demo-'))
  try {
    for (const [name, text] of [
      ['areas.json', demoAreas()],
      ['addresses.csv', demoAddresses()],
    ] as const) {
      const path = join(folder, name)
      await writeFile(path, text)
      const taken = await importPlaces(db, { path })
      if (taken.kind === 'unreadable' || taken.refused.length > 0)
        throw new Error(`The places of the demo cannot be taken in: ${JSON.stringify(taken)}`)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
