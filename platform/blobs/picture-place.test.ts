import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { readPicturePlace } from './picture-place.ts'
import { remakePicture } from './remake-picture.ts'

type Said = Record<string, string>

async function photo(said: Said): Promise<Buffer> {
  const red = { width: 60, height: 20, channels: 3, background: '#ff0000' } as const
  return sharp({ create: red }).jpeg().withExif({ IFD3: said }).toBuffer()
}

async function exifOf(said: Said): Promise<Buffer> {
  return (await sharp(await photo(said)).metadata()).exif ?? Buffer.alloc(0)
}

const utrecht = {
  GPSLatitude: '52/1 5/1 2700/100',
  GPSLatitudeRef: 'N',
  GPSLongitude: '5/1 7/1 1800/100',
  GPSLongitudeRef: 'E',
}

describe('where a photo was taken', () => {
  test('is told beside the picture, and stands in it no more', async () => {
    const outcome = await remakePicture(await photo(utrecht), { width: 40, height: 40 })
    if (outcome.kind !== 'made') throw new Error(outcome.kind)
    expect(outcome.takenAt?.[0]).toBeCloseTo(5.12167, 5)
    expect(outcome.takenAt?.[1]).toBeCloseTo(52.09083, 5)
    expect(await sharp(outcome.picture.bytes).metadata()).not.toHaveProperty('exif')
  })

  test('is nowhere in a picture that does not say it', async () => {
    const plain = await sharp(await photo(utrecht))
      .png()
      .toBuffer()
    expect(await remakePicture(plain, { width: 40, height: 40 })).toMatchObject({
      kind: 'made',
      takenAt: undefined,
    })
  })

  test('is west and south where it says so', async () => {
    const exif = await exifOf({ ...utrecht, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' })
    const [longitude = 0, latitude = 0] = readPicturePlace(exif) ?? []
    expect([Math.sign(longitude), Math.sign(latitude)]).toEqual([-1, -1])
  })

  test.each([
    ['zeros', { ...utrecht, GPSLatitude: '0/1 0/1 0/1' }],
    ['more degrees than there are', { ...utrecht, GPSLatitude: '99/1 0/1 0/1' }],
    ['no direction', { GPSLatitude: utrecht.GPSLatitude, GPSLongitude: utrecht.GPSLongitude }],
    ['half of a place', { GPSLatitude: utrecht.GPSLatitude, GPSLatitudeRef: 'N' }],
  ])('is not believed of %s', async (_, said) => {
    expect(readPicturePlace(await exifOf(said as Said))).toBeUndefined()
  })

  test('is not to be had of a broken block, which harms nobody', async () => {
    const whole = await exifOf(utrecht)
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const broken = Buffer.from(whole)
        broken[at] = byte
        const [longitude = 0, latitude = 0] = readPicturePlace(broken) ?? []
        expect(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90).toBe(true)
        expect(() => readPicturePlace(whole.subarray(0, at))).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })
})
