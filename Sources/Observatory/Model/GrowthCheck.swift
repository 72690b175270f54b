/// Growth as a source publishes it, beside what its own levels say; both are kept, neither is mended.
struct GrowthCheck: Sendable, Equatable {
    let year: Int
    /// In per cent, as printed.
    let published: Double
    /// In per cent, from the levels of the year and the year before.
    let recomputed: Double

    /// The years in which the two differ by more than rounding.
    static func differences(
        levels: [Int: Double], published: [Int: Double], tolerance: Double
    ) -> [GrowthCheck] {
        published.keys.sorted().compactMap { year in
            guard let said = published[year], let level = levels[year],
                let before = levels[year - 1], before != 0
            else { return nil }
            let growth = (level / before - 1) * 100
            guard abs(growth - said) > tolerance else { return nil }
            return GrowthCheck(year: year, published: said, recomputed: growth)
        }
    }
}
