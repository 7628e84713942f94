import { expect, test } from 'vitest'
import { fromRijksdriehoek } from './rijksdriehoek.ts'

test.each([
  ['the middle of the grid', [155_000, 463_000], [5.38720621, 52.1551744]],
  ['the Martinitoren in Groningen, as it was published', [233883.131, 582065.167], [6.56820053, 53.21938317]],
  ['the Westertoren in Amsterdam, as it was published', [120700.723, 487525.502], [4.88352559, 52.37453253]],
])('%s is where it is on the globe', (_, [x = 0, y = 0], [longitude = 0, latitude = 0]) => {
  const [east, north] = fromRijksdriehoek([x, y])
  expect(east).toBeCloseTo(longitude, 5)
  expect(north).toBeCloseTo(latitude, 5)
})
