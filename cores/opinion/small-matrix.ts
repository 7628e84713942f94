/** The inverse of a positive definite matrix of one to three rows, by cofactors. */
export function invert(m: Float64Array, size: number, into: Float64Array): void {
  if (size === 1) {
    into[0] = 1 / m[0]
    return
  }
  if (size === 2) {
    const determinant = m[0] * m[3] - m[1] * m[1]
    into[0] = m[3] / determinant
    into[3] = m[0] / determinant
    into[1] = -m[1] / determinant
    into[2] = into[1]
    return
  }
  const [a, b, c, d, e, f] = [m[0], m[1], m[2], m[4], m[5], m[8]]
  const [aa, ab, ac] = [d * f - e * e, c * e - b * f, b * e - c * d]
  const determinant = a * aa + b * ab + c * ac
  into[0] = aa / determinant
  into[1] = ab / determinant
  into[2] = ac / determinant
  into[3] = into[1]
  into[4] = (a * f - c * c) / determinant
  into[5] = (b * c - a * e) / determinant
  into[6] = into[2]
  into[7] = into[5]
  into[8] = (a * d - b * b) / determinant
}

/** Solves a small positive definite system by elimination: the answer takes the place of the right-hand side. */
export function solve(matrix: Float64Array, right: Float64Array, size: number): void {
  for (let pivot = 0; pivot < size; pivot += 1)
    for (let row = pivot + 1; row < size; row += 1) {
      const factor = matrix[row * size + pivot] / matrix[pivot * size + pivot]
      for (let at = pivot; at < size; at += 1) matrix[row * size + at] -= factor * matrix[pivot * size + at]
      right[row] -= factor * right[pivot]
    }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let at = row + 1; at < size; at += 1) right[row] -= matrix[row * size + at] * right[at]
    right[row] /= matrix[row * size + row]
  }
}

/** The lower triangle L with L·Lᵀ = the matrix (Cholesky); what rounding made negative counts as 0. */
export function lowerRoot(matrix: ArrayLike<number>, size: number, into: Float64Array): void {
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column]
      for (let at = 0; at < column; at += 1) sum -= into[row * size + at] * into[column * size + at]
      into[row * size + column] =
        row === column ? Math.sqrt(Math.max(sum, 0)) : sum / Math.max(into[column * size + column], 1e-12)
    }
}
