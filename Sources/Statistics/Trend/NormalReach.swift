import Glibc

/// How many standard deviations reach so far that a share of the normal law lies within (0.95 gives 1.96).
///
/// A first guess (Abramowitz and Stegun 26.2.23), then steps of Halley to full precision.
func normalReach(_ level: Double) -> Double {
    let tail = (1 - level) / 2
    guard tail > 0, tail < 0.5 else { return tail <= 0 ? .infinity : 0 }
    // Good to 4.5e-4.
    let t = (-2 * log(tail)).squareRoot()
    let above = 2.515517 + t * (0.802853 + t * 0.010328)
    let below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var z = t - above / below
    for _ in 0..<3 {
        let error = erfc(z / 2.0.squareRoot()) / 2 - tail
        let step = error / (exp(-z * z / 2) / (2 * Double.pi).squareRoot())
        z += step / (1 + z * step / 2)
    }
    return z
}
