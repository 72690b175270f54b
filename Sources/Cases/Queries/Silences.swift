public import Kernel
public import LegalTime
import Storage

extension Cases {
    /// What the silence of the clocks of all open cases brings about: before a day, on it, and within some days.
    public func silences(
        at day: Day, within days: Int
    ) async throws -> SilenceRegister<Reference> {
        var clocks: [(id: Reference, clock: ClockDerivation)] = []
        var last = CaseID(0)
        while true {
            let batch = try await database.read { [last] db in try openCases(after: last, in: db) }
            guard let end = batch.last?.id else { break }
            clocks += try await database.read { db in
                try batch.flatMap { kase in
                    try derivations(of: kase, on: day, in: db).map { (kase.reference, $0) }
                }
            }
            last = end
        }
        return SilenceRegister(clocks, at: day, within: days)
    }

    /// Every clock of the procedure that has begun in a case.
    private func derivations(of kase: Case, on day: Day, in db: Reader) throws -> [ClockDerivation]
    {
        guard let history = Case.fold(try CaseEvent.all(of: kase.id, in: db)) else { return [] }
        let clocks = try house.clocks(of: kase)
        return try Set(clocks.procedure.clocks.map(\.name)).sorted()
            .compactMap { try clocks.clock($0, of: history, on: day)?.derivation }
    }
}
