const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

/** Natural logarithm of the gamma function for x > 0, to about 1e-14 (Lanczos). */
export function logGamma(x: number): number {
  let sum = LANCZOS[0]
  for (let i = 1; i < LANCZOS.length; i += 1) sum += LANCZOS[i] / (x - 1 + i)
  const t = x + 6.5
  return 0.9189385332046727 + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

const TINY = 1e-300

/** Regularised incomplete beta function I_x(a, b): Lentz' continued fraction (Numerical Recipes §6.4). */
export function incompleteBeta(x: number, a: number, b: number, logBeta = logBetaFunction(a, b)): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta)
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b
}

/** ln B(a, b) for a, b > 0. */
export function logBetaFunction(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return fraction
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}

/**
 * A step this small, as a share of x or 1 − x, leaves an error of about its square: a further step would change only
 * rounding.
 */
const NEARLY = 1e-6

/** The x for which I_x(a, b) = p: Halley's steps, kept within a bracket, from a normal guess on the logit scale. */
export function betaQuantile(p: number, a: number, b: number): number {
  const logBeta = logBetaFunction(a, b)
  const guess = Math.log(a / b) + normalQuantile(p) * Math.sqrt(1 / a + 1 / b)
  let [low, high] = [0, 1]
  let x = 1 / (1 + Math.exp(-guess))
  for (let step = 0; step < 60; step += 1) {
    const error = incompleteBeta(x, a, b, logBeta) - p
    if (error > 0) high = x
    else low = x
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta)
    // With Halley's correction two or three steps are enough.
    const newton = error / density
    const curve = (a - 1) / x - (b - 1) / (1 - x)
    const proposed = x - newton / Math.max(0.5, 1 - 0.5 * Math.min(1, newton * curve))
    if (Math.abs(proposed - x) <= NEARLY * Math.min(x, 1 - x)) return proposed
    x = proposed > low && proposed < high ? proposed : (low + high) / 2
  }
  return x
}

const CENTRAL = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
]
const CENTRAL_BELOW = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
]
const TAIL = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]

/** Normal quantile (Acklam's rational approximation, relative error below 1.2e-9). */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY
  if (p >= 1) return Number.POSITIVE_INFINITY
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p))
    return polynomial(TAIL, q) / polynomial(TAIL_BELOW, q)
  }
  if (p > 1 - 0.02425) return -normalQuantile(1 - p)
  const q = p - 0.5
  return (polynomial(CENTRAL, q * q) * q) / polynomial(CENTRAL_BELOW, q * q)
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)
}

/** Two-sided p-value of Student's t. */
export function studentTwoSided(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
}

/** P(X ≥ k) for a binomial X of n and p, summed from k away from the mean, starting from a logarithm. */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1
  if (k > n) return 0
  if (k < n * p) return 1 - binomialTail(n - k + 1, n, 1 - p)
  let logTerm = k * Math.log(p) + (n - k) * Math.log1p(-p)
  for (let i = 1; i <= k; i += 1) logTerm += Math.log((n - k + i) / i)
  let [sum, ratio] = [0, 1]
  for (let x = k; x <= n && ratio > 1e-18; x += 1) {
    sum += ratio
    ratio *= ((n - x) / (x + 1)) * (p / (1 - p))
  }
  return Math.min(1, Math.exp(logTerm) * sum)
}
