import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { type Picture, remakePicture } from './index.ts'
import { pictureTypeOf } from './picture-type.ts'

const within = { width: 400, height: 400 }
const red = { width: 60, height: 20, channels: 3, background: '#ff0000' } as const

async function make(bytes: Uint8Array, limits = within): Promise<Picture> {
  const outcome = await remakePicture(bytes, limits)
  if (outcome.kind !== 'made') throw new Error(outcome.kind)
  return outcome.picture
}

describe('a picture that is made anew', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('is a WebP, of a %s', async (type) => {
    const bytes = await sharp({ create: red }).toFormat(type).toBuffer()
    expect(pictureTypeOf(bytes)).toBe(type)
    const { bytes: made, ...picture } = await make(bytes)
    expect(picture).toEqual({ type: 'image/webp', width: 60, height: 20 })
    expect(pictureTypeOf(made)).toBe('webp')
  })

  test('stands upright, and says neither where nor with what it was taken', async () => {
    const bytes = await sharp({ create: red })
      .jpeg()
      .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '52/1 5/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    expect(bytes.includes('Exif')).toBe(true)
    const made = await make(bytes)
    expect(made).toMatchObject({ width: 20, height: 60 })
    expect(await sharp(made.bytes).metadata()).not.toHaveProperty('exif')
    expect(made.bytes.includes('Camera')).toBe(false)
  })

  test('fits within what is asked, and is never enlarged', async () => {
    const bytes = await sharp({ create: { ...red, width: 900, height: 300 } })
      .png()
      .toBuffer()
    expect(await make(bytes, { width: 300, height: 50 })).toMatchObject({ width: 150, height: 50 })
    expect(await make(bytes, { width: 9000, height: 9000 })).toMatchObject({ width: 900, height: 300 })
  })
})

describe('what is refused', () => {
  test.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a GIF', 'GIF89a\x01\x00\x01\x00'],
    ['an HEIC', '\x00\x00\x00\x18ftypheic'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['nothing', ''],
  ])('%s is no picture of ours', async (_, text) => {
    expect(await remakePicture(Buffer.from(text, 'latin1'), within)).toEqual({ kind: 'no-picture' })
  })

  test('a picture that is cut off, or only begins as one, is broken', async () => {
    const bytes = await sharp({ create: { ...red, width: 500, height: 500 } })
      .jpeg()
      .toBuffer()
    const svg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<svg/>')])
    expect(await remakePicture(bytes.subarray(0, bytes.length - 300), within)).toEqual({ kind: 'broken' })
    expect(await remakePicture(svg, within)).toEqual({ kind: 'broken' })
  })

  test('a few bytes that unpack into very many pixels are refused before they are unpacked', async () => {
    const bomb = await sharp({ create: { ...red, width: 7100, height: 7100 } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(500_000)
    expect(await remakePicture(bomb, within)).toEqual({ kind: 'too-large' })
  })

  test('work that takes too long is ended', async () => {
    const bytes = await sharp({ create: red }).png().toBuffer()
    expect(await remakePicture(bytes, within, 1)).toEqual({ kind: 'too-large' })
  })
})
