/// An allocation round: who gets which visit by published criteria, ties broken by a lot that was promised before.
public struct Round: Equatable, Sendable {
    public let applicants: [Applicant]
    public let supply: Supply
    public let criteria: Criteria
    public let lottery: Lottery

    /// Nil where the seed is too short (`Lottery.seedBytesMin`) or a name stands twice.
    public init?(applicants: [Applicant], supply: Supply, criteria: Criteria, seed: [UInt8]) {
        guard let lottery = Lottery(seed: seed) else { return nil }
        guard Set(applicants.map(\.name)).count == applicants.count else { return nil }
        self.applicants = applicants
        self.supply = supply
        self.criteria = criteria
        self.lottery = lottery
    }
}
