import type { Db } from '#db'
import type { NearPlace } from './near-report.ts'

/** Two neighbourhoods of one district, and the municipality that they lie in. */
export const areas = {
  singel: { code: 'BU99970101', year: 2024, name: 'Singelwijk' },
  vaart: { code: 'BU99970102', year: 2024, name: 'De Vaart' },
  district: { code: 'WK999701', year: 2024, name: 'Wijk 01' },
  other: { code: 'BU99970201', year: 2024, name: 'Beukenbuurt' },
  all: { code: 'GM9997', year: 2024, name: 'Voorbeeld' },
} as const

/** A lamp post: nobody lives there. */
export const lampPost: NearPlace = {
  area: areas.singel,
  exactly: { name: 'Lantaarnpaal bij Lindelaan 12', position: [5.02, 52.05] },
}

export async function addAreas(db: Db): Promise<void> {
  const kinds = { BU: 'neighbourhood', WK: 'district', GM: 'municipality' } as const
  const kindOf = (code: string) =>
    Object.entries(kinds).find(([start]) => code.startsWith(start))?.[1] ?? 'town'
  await db
    .insertInto('area')
    .values(
      Object.values(areas).map((area) => ({
        ...area,
        kind: kindOf(area.code),
        folded: area.name.toLowerCase(),
        keys: [],
      })),
    )
    .execute()
}
