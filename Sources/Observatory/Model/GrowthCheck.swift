/// Growth as a source publishes it, beside what its own levels say; both are kept, neither is mended.
struct GrowthCheck: Sendable, Equatable {
    let year: Int
    /// In per cent, as printed.
    let published: Double
    /// In per cent, from the levels of the year and the year before.
    let recomputed: Double

    /// The years in which the two differ by more than rounding.
    static func differences(
        levels: [Int: Double], published: [Int: Double], tolerance: Double = roundingMax
    ) -> [GrowthCheck] {
        published.keys.sorted().compactMap { year in
            guard let said = published[year], let level = levels[year],
                let before = levels[year - 1], before != 0
            else { return nil }
            return check(year, said, (level / before - 1) * 100, tolerance)
        }
    }

    /// The same where somebody has recomputed already.
    static func differences(
        recomputed: [Int: Double], published: [Int: Double], tolerance: Double = roundingMax
    ) -> [GrowthCheck] {
        published.keys.sorted().compactMap { year in
            guard let said = published[year], let own = recomputed[year] else { return nil }
            return check(year, said, own, tolerance)
        }
    }

    private static func check(
        _ year: Int, _ said: Double, _ own: Double, _ tolerance: Double
    ) -> GrowthCheck? {
        abs(own - said) > tolerance
            ? GrowthCheck(year: year, published: said, recomputed: own) : nil
    }

    /// Reports print one decimal or two.
    static let roundingMax = 0.06
}
