import readExif from 'exif-reader'

/** Longitude and latitude in degrees, WGS 84. */
export type TakenAt = readonly [number, number]

/**
 * Where a picture says that it was taken; undefined where it says nothing that can be a place on the globe. Exif (CIPA DC-008) 4.6.6.
 * @param exif  the block as it stands in the picture, written by anybody
 */
export function readPicturePlace(exif: Buffer): TakenAt | undefined {
  const said = readSafely(exif)
  const longitude = degreesOf(said?.GPSLongitude, said?.GPSLongitudeRef, ['E', 'W'], 180)
  const latitude = degreesOf(said?.GPSLatitude, said?.GPSLatitudeRef, ['N', 'S'], 90)
  return longitude === undefined || latitude === undefined ? undefined : [longitude, latitude]
}

/** A block that is broken says nothing, whatever the picture is. */
function readSafely(exif: Buffer) {
  try {
    return readExif(exif).GPSInfo
  } catch {
    return undefined
  }
}

function degreesOf(
  parts: unknown,
  direction: unknown,
  [towards, away]: [string, string],
  most: number,
): number | undefined {
  const first = String(direction ?? '').charAt(0)
  if (!Array.isArray(parts) || (first !== towards && first !== away)) return undefined
  const [degrees, minutes = 0, seconds = 0] = parts.map(Number)
  const value = Number(degrees) + minutes / 60 + seconds / 3600
  // A camera that knows no place writes zeros, or divides by them.
  if (!(value > 0) || value > most) return undefined
  return first === away ? -value : value
}
