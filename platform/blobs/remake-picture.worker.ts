import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { readPicturePlace } from './picture-place.ts'
import { BROKEN, HEAD_BYTES, TOO_LARGE } from './remake-picture.ts'

/** More than a telephone makes, and unpacked no more than a process may hold. */
const MOST_PIXELS = 5e7

// Whatever a file turns out to be, nothing but these is read.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })
sharp.concurrency(1)

async function main([width, height]: number[]): Promise<number> {
  const bytes = await buffer(process.stdin)
  const said = await sharp(bytes, { limitInputPixels: false }).metadata()
  if (said.width * said.height > MOST_PIXELS) return TOO_LARGE
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .autoOrient()
    .resize({ width, height, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82, smartSubsample: true })
    .toBuffer({ resolveWithObject: true })
  const head = Buffer.alloc(HEAD_BYTES)
  const [longitude, latitude] = (said.exif && readPicturePlace(said.exif)) ?? [Number.NaN, Number.NaN]
  head.writeUInt32BE(info.width, 0)
  head.writeUInt32BE(info.height, 4)
  head.writeDoubleBE(longitude, 8)
  head.writeDoubleBE(latitude, 16)
  process.stdout.write(Buffer.concat([head, data]))
  return 0
}

process.exitCode = await main(process.argv.slice(2).map(Number)).catch(() => BROKEN)
