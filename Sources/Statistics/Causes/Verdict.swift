/// How far numbers bear a claim about a cause.
public enum Verdict: Equatable, Sendable {
    /// The effect is there, and every check that could take it away holds.
    case supported
    /// The effect is there, but not every check holds.
    case weak
    /// The numbers leave no room for what is claimed.
    case contradicted
    /// Neither; with what would settle it, never empty.
    case cannotTell(settledBy: [String])

    public var name: String {
        switch self {
        case .supported: "supported"
        case .weak: "weak"
        case .contradicted: "contradicted"
        case .cannotTell: "cannot tell"
        }
    }

    /// The one rule of this room.
    ///
    /// Nothing is said where a check of validity does not hold. A claim is contradicted only by numbers that are as strong
    /// as those which would support it: absence of evidence is not evidence of absence.
    public init(_ claim: Claim, effect: Estimate?, checks: [Check]) {
        let open = checks.filter { !$0.isPassed }
        let broken = open.filter { $0.kind.bearing == .validity }
        guard let effect, effect.isFinite, broken.isEmpty else {
            self = Verdict.open(broken.isEmpty ? open : broken)
            return
        }
        if claim.isRefuted(by: effect) {
            self = open.isEmpty ? .contradicted : Verdict.open(open)
        } else if claim.isMet(by: effect) {
            self = open.isEmpty ? .supported : .weak
        } else {
            self = Verdict.open(open, orElse: [Check.Kind.longEnough.remedy])
        }
    }

    private static func open(
        _ checks: [Check], orElse fallback: [String] = [Check.Kind.longEnough.remedy]
    ) -> Verdict {
        var told: [String] = []
        for check in checks where !told.contains(check.kind.remedy) {
            told.append(check.kind.remedy)
        }
        return .cannotTell(settledBy: told.isEmpty ? fallback : told)
    }
}
