type Place = readonly [number, number]

/** Corners that neighbours share stand here once. */
const corners = {
  a: [5.1, 52.5],
  b: [5.112, 52.499],
  c: [5.13, 52.497],
  d: [5.134, 52.509],
  e: [5.124, 52.514],
  f: [5.115, 52.508],
  g: [5.104, 52.511],
  h: [5.12, 52.522],
  i: [5.1, 52.52],
  j: [5.09, 52.506],
} as const satisfies Record<string, Place>

type Corner = keyof typeof corners

const neighbourhoods: { code: string; name: string; ring: Corner[] }[] = [
  { code: 'BU99990101', name: 'Centrum', ring: ['a', 'b', 'f', 'g', 'a'] },
  { code: 'BU99990102', name: 'Singelwijk', ring: ['b', 'c', 'd', 'e', 'f', 'b'] },
  { code: 'BU99990103', name: 'De Vaart', ring: ['g', 'f', 'e', 'h', 'i', 'g'] },
  { code: 'BU99990104', name: 'Beukenbuurt', ring: ['j', 'a', 'g', 'i', 'j'] },
]

/** Streets from one end to the other, with how many houses, and the postcode. */
const streets: { name: string; from: Place; to: Place; houses: number; postcode: string }[] = [
  { name: 'Dorpsstraat', from: [5.103, 52.502], to: [5.112, 52.5065], houses: 60, postcode: '9999AA' },
  { name: 'Kerkstraat', from: [5.1045, 52.507], to: [5.1105, 52.503], houses: 30, postcode: '9999AB' },
  { name: 'Raadhuisplein', from: [5.1065, 52.5045], to: [5.1075, 52.505], houses: 6, postcode: '9999AC' },
  { name: 'Singel', from: [5.116, 52.501], to: [5.129, 52.506], houses: 80, postcode: '9999BA' },
  { name: 'Lindelaan', from: [5.118, 52.506], to: [5.127, 52.51], houses: 40, postcode: '9999BB' },
  { name: 'Vaartkade', from: [5.106, 52.513], to: [5.119, 52.5165], houses: 50, postcode: '9999CA' },
  { name: 'Beukenlaan', from: [5.094, 52.507], to: [5.099, 52.513], houses: 44, postcode: '9999DA' },
]

/** The areas of the demo's municipality, which lies where there is water, as a register gives them. */
export function demoAreas(): string {
  const whole: Corner[] = ['j', 'a', 'b', 'c', 'd', 'e', 'h', 'i', 'j']
  const municipality = {
    type: 'Feature',
    properties: { gemeentecode: 'GM9999', gemeentenaam: 'Voorbeeld', jaar: 2025 },
    geometry: { type: 'Polygon', coordinates: [whole.map((corner) => corners[corner])] },
  }
  const areas = neighbourhoods.map(({ code, name, ring }) => ({
    type: 'Feature',
    properties: { buurtcode: code, buurtnaam: name, jaar: 2025 },
    geometry: { type: 'Polygon', coordinates: [ring.map((corner) => corners[corner])] },
  }))
  return JSON.stringify({ type: 'FeatureCollection', features: [municipality, ...areas] }, null, 1)
}

/** Its addresses: even numbers on one side, odd ones on the other. */
export function demoAddresses(): string {
  const lines = streets.flatMap(({ name, from, to, houses, postcode }) =>
    Array.from({ length: houses }, (_, at) => {
      const along = at / Math.max(1, houses - 1)
      const aside = at % 2 === 0 ? 0.00006 : -0.00006
      const [lon, lat] = [from[0] + (to[0] - from[0]) * along, from[1] + (to[1] - from[1]) * along + aside]
      return `${name},${at + 1},${postcode},Voorbeeld,${lon.toFixed(6)},${lat.toFixed(6)}`
    }),
  )
  return ['straat,huisnummer,postcode,woonplaats,lon,lat', ...lines].join('\n')
}
