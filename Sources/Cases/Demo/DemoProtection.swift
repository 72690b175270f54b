public import Kernel
public import Storage

extension Cases {
    /// A few invented people who ask for protection, in the states that take days to come about: just heard, a child alone
    /// without a guardian, admitted with a title, protected, and under temporary protection.
    ///
    /// Every file is marked as invented, and no body outside is told of one. Loaded once; returns how many it made.
    @discardableResult
    public func loadDemoProtection(
        officer: Principal, near: PlaceCode, at now: Moment,
        invent: @escaping @Sendable (String, Moment, Writer) throws -> PersonID
    ) async throws -> Int {
        let codes = [demoProtection, demoTemporary]
        guard codes.allSatisfy({ house.policy.procedure($0) != nil }) else { return 0 }
        let quiet = quietHouse
        return try await database.write { db in
            let known = try db.count(
                "SELECT COUNT(*) FROM kase WHERE demo = 1 AND procedure IN \(list: codes)")
            if known > 0 { return 0 }
            let story = DemoProtection(
                officer: officer, near: near, now: now, house: quiet, invent: invent)
            return try story.play(in: db)
        }
    }
}

/// The files of `loadDemoProtection`, each back-dated from now.
private struct DemoProtection {
    let officer: Principal
    let near: PlaceCode
    let now: Moment
    let house: CaseHouse
    let invent: (String, Moment, Writer) throws -> PersonID

    func play(in db: Writer) throws -> Int {
        _ = try hear("Meron Demo", yearsOld: 31, daysAgo: 1, in: db)
        let child = try hear("Selam Exemplo", yearsOld: 12, daysAgo: 4, in: db)
        try step("minor-alone", child, note: nil, daysAgo: 4, in: db)
        try take(try hear("Daniel Ensaio", yearsOld: 27, daysAgo: 25, in: db), in: db)
        let protected = try hear("Hiwot Modelo", yearsOld: 40, daysAgo: 60, in: db)
        try take(protected, in: db)
        try decide(protected, "subsidiary-protection", "serious-harm", daysAgo: 10, in: db)
        try temporary(in: db)
        return 5
    }

    /// From the rights to the title.
    private func take(_ kase: Case, in db: Writer) throws {
        for code in [
            "rights-given", "unhcr-told", "cpr-told", "place-offered", "place-accepted",
            "statements-taken", "admitted", "title-issued",
        ] {
            try step(code, kase, note: demoReasons, daysAgo: 20, in: db)
        }
    }

    private func temporary(in db: Writer) throws {
        let filing = FileCase(
            procedure: demoTemporary, household: alone("Oksana Amostra", yearsOld: 35),
            municipality: near, applicant: try invent("Oksana Amostra", ago(50), db),
            isInvented: true)
        let kase = try filing.perform(by: .house, at: ago(50), in: db, house)
        try decide(kase, "granted", "group-protected", daysAgo: 40, in: db)
        var issue = TakeStep(reference: kase.reference, step: "title-issued", note: demoReasons)
        issue.until = house.zone.day(of: now).adding(days: demoTitleDays)
        try issue.perform(by: demoDesk(officer, at: kase.office), at: ago(39), in: db, house)
    }

    /// Somebody of the office that takes such requests hears it.
    private func hear(
        _ name: String, yearsOld: Int, daysAgo days: Int, in db: Writer
    ) throws -> Case {
        let procedure = try house.procedure(demoProtection)
        guard let office = try house.neighbours.nearestOffice(procedure.service, near, db) else {
            throw CaseRefusal.noOffice
        }
        let desk = demoDesk(officer, at: office.id)
        let heard = try HearRequest(procedure: demoProtection)
            .perform(by: desk, at: ago(days), in: db, house)
        let filing = HeardFiling(
            heard: try HeardRequest.find(heard, for: desk, in: db),
            person: alone(name, yearsOld: yearsOld).holder,
            applicant: try invent(name, ago(days), db), municipality: near, isInvented: true)
        return try filing.perform(by: desk, at: ago(days), in: db, house)
    }

    private func step(
        _ code: String, _ kase: Case, note: String?, daysAgo days: Int, in db: Writer
    ) throws {
        try TakeStep(reference: kase.reference, step: code, note: note)
            .perform(by: demoDesk(officer, at: kase.office), at: ago(days), in: db, house)
    }

    private func decide(
        _ kase: Case, _ outcome: String, _ ground: String, daysAgo days: Int, in db: Writer
    ) throws {
        try Decide(
            reference: kase.reference, outcome: outcome, grounds: [ground], reasons: demoReasons,
            isConfirmed: true
        )
        .perform(by: demoDesk(officer, at: kase.office), at: ago(days), in: db, house)
    }

    private func alone(_ name: String, yearsOld years: Int) -> Household {
        let today = house.zone.day(of: now)
        let birth = Day(year: today.year - years, month: 1, day: 15) ?? today
        let person = PersonOfFile(
            name: name, birth: birth, relation: .holder, isInPortugal: true)
        return Household(holder: person, holderIsRefugee: false, family: [])
    }

    private func ago(_ days: Int) -> Moment { now.adding(seconds: -Int64(days) * 86_400) }
}

private let demoProtection = "international-protection"
private let demoTemporary = "temporary-protection"
private let demoTitleDays = 200
