import { residualByCode } from './axes.ts'
import { makePlacer, type Placer } from './place-participant.ts'
import { interleave, STRIDE } from './positions.ts'

const VERSION = 1
/** version, statements, axes, groups */
const HEADER = 16

/**
 * Packs a placer: 37 bytes per statement with three axes. Little-endian; numbers of eight bytes first, so that they
 * stay aligned.
 */
export function packPlacer({ model, membership }: Placer): Uint8Array {
  const { axes, spread, noise } = model
  const groups = membership?.shares.length ?? 0
  const numbers = [
    ...[axes.center, ...axes.components, axes.values, axes.explained, spread, Float64Array.of(noise)],
    ...(membership ? [membership.centers, membership.shares, membership.width] : []),
  ]
  const statements = axes.statementIds.length
  const size = numbers.reduce((sum, part) => sum + part.byteLength, HEADER) + statements * 5
  const packed = new Uint8Array(size)
  new Int32Array(packed.buffer, 0, 4).set([VERSION, statements, axes.components.length, groups])
  let at = HEADER
  for (const part of [...numbers, axes.statementIds, axes.open]) {
    packed.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += part.byteLength
  }
  return packed
}

/** @throws RangeError on bytes that packPlacer did not make */
export function unpackPlacer(bytes: Uint8Array): Placer {
  // A copy, not a slice: the slice of a Buffer is a view of a larger block of memory, and not aligned.
  const packed = new Uint8Array(bytes).buffer
  if (packed.byteLength < HEADER) throw new RangeError('a packed placer is longer than this')
  const [version = 0, statements = 0, axes = 0, groups = 0] = new Int32Array(packed, 0, 4)
  const wanted = HEADER + 8 * countNumbers(statements, axes, groups) + 5 * statements
  if (version !== VERSION || packed.byteLength !== wanted)
    throw new RangeError(
      `a packed placer of version ${version} and ${packed.byteLength} bytes cannot be read; expected version ${VERSION} and ${wanted}`,
    )
  let at = HEADER
  const take = (length: number) => {
    const part = new Float64Array(packed, at, length)
    at += part.byteLength
    return part
  }
  const center = take(statements)
  const components = Array.from({ length: axes }, () => take(statements))
  const [values, explained, spread, noise] = [take(axes), take(axes), take(STRIDE), take(1)[0]]
  const membership =
    groups > 0 ? { centers: take(groups * STRIDE), shares: take(groups), width: take(STRIDE) } : undefined
  const statementIds = new Int32Array(packed, at, statements)
  const open = new Uint8Array(packed, at + 4 * statements, statements)
  const found = { statementIds, center, open, components, values, explained }
  const residual = residualByCode(center, open)
  return makePlacer({ axes: found, residual, loadings: interleave(found), spread, noise }, membership)
}

function countNumbers(statements: number, axes: number, groups: number): number {
  const model = statements * (1 + axes) + 2 * axes + STRIDE + 1
  return model + (groups > 0 ? groups * (STRIDE + 1) + STRIDE : 0)
}
