/// Whether what two groups bring accounts for most of the gap between them.
public struct OaxacaStudy: Sendable {
    public enum Side: String, CaseIterable, Sendable { case explained, unexplained }

    public let rows: [OaxacaBlinder.Row]
    public let numbers: [String]
    public let categories: [(name: String, levels: [String])]
    public let side: Side
    public let reference: OaxacaBlinder.Reference
    public let disturbances: [Disturbance]

    public init(
        _ rows: [OaxacaBlinder.Row], numbers: [String],
        categories: [(name: String, levels: [String])] = [], side: Side,
        reference: OaxacaBlinder.Reference = .pooled, disturbances: [Disturbance] = []
    ) {
        (self.rows, self.numbers, self.categories) = (rows, numbers, categories)
        (self.side, self.reference, self.disturbances) = (side, reference, disturbances)
    }

    public func result() -> CausalResult {
        let reasons = disturbances.map(\.reason).joined(separator: "; ")
        let isWhole = Check(.noBreakNear, disturbances.isEmpty, note: reasons)
        guard let found = split(rows, reference), let jackknife = Jackknife(self) else {
            return CausalResult(
                .oaxaca, Claim(), effect: nil, checks: [isWhole, Check(.enoughUnits, .fails)])
        }
        let sign = found.gap < 0 ? -0.5 : 0.5
        let turn = side == .explained ? sign : -sign
        let most = jackknife.estimate(found) { turn * ($0.explained - $0.unexplained) }
        let gap = jackknife.estimate(found, \.gap)
        let checks = [
            isWhole, Check(.enoughUnits, .holds, figure: Double(rows.count)),
            Check(.placeboUnits, gap.excludesZero, figure: gap.p),
            otherReferences(found), Check(.sameMakeUp, .stated),
        ]
        return CausalResult(
            .oaxaca,
            effect: jackknife.estimate(found, side == .explained ? \.explained : \.unexplained),
            details: details(found, gap, jackknife), checks: checks,
            verdict: Verdict(Claim(.rise), effect: most, checks: checks))
    }

    func split(
        _ rows: [OaxacaBlinder.Row], _ reference: OaxacaBlinder.Reference
    ) -> OaxacaBlinder? {
        OaxacaBlinder(rows, numbers: numbers, categories: categories, reference: reference)
    }

    /// Whose coefficients are taken is a choice; all of them have to agree.
    private func otherReferences(_ found: OaxacaBlinder) -> Check {
        func share(_ one: OaxacaBlinder) -> Double {
            one.gap == 0 ? 0 : (side == .explained ? one.explained : one.unexplained) / one.gap
        }
        let others = OaxacaBlinder.Reference.allCases.compactMap { split(rows, $0).map(share) }
        let main = share(found) > 0.5
        return Check(
            .otherChoices, others.allSatisfy { ($0 > 0.5) == main }, figure: others.min())
    }

    private func details(
        _ found: OaxacaBlinder, _ gap: Estimate, _ jackknife: Jackknife
    ) -> [CausalResult.Detail] {
        func row(_ name: String, _ size: (OaxacaBlinder) -> Double) -> CausalResult.Detail {
            .init(name, jackknife.estimate(found, size))
        }
        let totals: [CausalResult.Detail] = [
            .init("difference", gap), row("explained", \.explained),
            row("unexplained", \.unexplained), row("endowments", \.endowments),
            row("coefficients", \.coefficients), row("interaction", \.interaction),
        ]
        let names =
            numbers.map { ($0, Set([$0])) }
            + categories.map { one in (one.name, Set(one.levels.map { one.name + " " + $0 })) }
        return totals
            + names.flatMap { name, set in
                [
                    row(name + ": explained") { $0.part(of: set, named: name).explained },
                    row(name + ": unexplained") { $0.part(of: set, named: name).unexplained },
                ]
            }
    }
}

/// The spread of any number that is worked out from rows, from leaving out a block at a time (M. H. Quenouille 1956,
/// J. W. Tukey 1958): rows are dealt to blocks in turn within each group.
private struct Jackknife {
    let parts: [OaxacaBlinder]

    /// Nil where a block cannot be left out.
    init?(_ study: OaxacaStudy) {
        var (first, second) = (0, 0)
        let count = min(Jackknife.blocksMax, study.rows.count)
        let blocks = study.rows.map { row -> Int in
            if row.isFirst {
                first += 1
                return (first - 1) % count
            }
            second += 1
            return (count - 1) - (second - 1) % count
        }
        let kept = Set(blocks).sorted().compactMap { block in
            study.split(
                zip(study.rows, blocks).filter { $0.1 != block }.map(\.0), study.reference)
        }
        guard kept.count == Set(blocks).count, kept.count > 2 else { return nil }
        parts = kept
    }

    func estimate(_ found: OaxacaBlinder, _ size: (OaxacaBlinder) -> Double) -> Estimate {
        let sizes = parts.map(size)
        let middle = mean(of: sizes)
        let count = Double(sizes.count)
        let spread =
            sizes.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } * (count - 1) / count
        return Estimate(size: size(found), error: spread.squareRoot(), freedom: count - 1)
    }

    /// Enough for Student's law to be near the normal one.
    private static let blocksMax = 100
}
