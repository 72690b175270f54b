import Kernel
import Storage

/// Invented branches of bodies at a place, with requests of invented files: some answered, some open. Every page says so.
struct LoadDemoBranches: Sendable {
    let place: LocationID
    let officer: Principal
    let clerks: [Principal]
    let references: [Reference]

    func perform(
        at now: Moment, in db: Writer, _ network: ServiceNetwork
    ) throws -> (branches: Int, requests: Int) {
        guard try db.count("SELECT COUNT(*) FROM branch") == 0 else { return (0, 0) }
        let start = now.adding(seconds: -30 * 86_400)
        var branches: [(id: BranchID, kind: BranchKind)] = []
        for kind in network.book.kinds {
            let opening = OpenBranch(
                kind: kind.code, location: place, fromDay: network.branches.zone.day(of: start),
                source: "Invented, for demonstration", isDemo: true)
            let id = try opening.perform(by: .house, at: start, in: db, network)
            branches.append((id, kind))
        }
        if branches.isEmpty { return (0, 0) }
        var requests = 0
        for (index, reference) in references.enumerated() {
            let (id, kind) = branches[index % branches.count]
            let asked = now.adding(seconds: -Int64(references.count - index) * 43_200)
            let asking = AskBranch(
                reference: reference, position: 0, branch: id, hasConsent: true)
            guard let request = try ask(asking, at: asked, in: db, network) else { continue }
            requests += 1
            // Every third stays open.
            if index % 3 == 2 { continue }
            try answer(request, kind, number: index, at: asked, in: db, network)
        }
        return (branches.count, requests)
    }

    /// Nil where a colleague has the file, or it is over.
    private func ask(
        _ asking: AskBranch, at now: Moment, in db: Writer, _ network: ServiceNetwork
    ) throws -> BranchRequestID? {
        do { return try asking.perform(by: officer, at: now, in: db, network) } catch is any Refusal
        {
            return nil
        }
    }

    private func answer(
        _ request: BranchRequestID, _ kind: BranchKind, number: Int, at asked: Moment,
        in db: Writer, _ network: ServiceNetwork
    ) throws {
        let clerk = clerks.first { clerk in
            clerk.duties(.partner).contains { $0.organisation == kind.organisation }
        }
        guard let clerk else { return }
        let reason = network.book.reasons.first?.code ?? ""
        // Zeros: no number that a body gives begins so.
        let digits =
            String(repeating: "0", count: max(0, (kind.digits ?? 0) - 3)) + "\(100 + number)"
        let answer: BranchAnswer =
            number % 5 == 4
            ? .refused(reason: reason) : .delivered(number: kind.digits == nil ? nil : digits)
        try AnswerBranch(request: request, answer: answer).perform(
            by: clerk, at: asked.adding(seconds: 21_600), in: db, network)
    }
}
