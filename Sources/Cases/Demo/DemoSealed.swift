public import Kernel
import Storage

/// Invented cases of the help room and of the room of children, so that these rooms can be seen at work. The texts say
/// that they are invented; asked again it adds nothing.
struct DemoSealed: Sendable {
    let procedure: String
    let answers: [String: String]
    let daysAgo: Int
    /// What the room did since, each a day after the last.
    var acts: [(act: String, answers: [String: String])] = []

    /// Files it and does what was done; whoever works here becomes its reader where it is kept to few.
    func perform(
        by worker: Principal, at now: Moment, in db: Writer, _ house: SealedHouse
    ) throws -> SealedCaseID {
        let day: Int64 = 24 * 60 * 60
        let start = now.adding(seconds: -Int64(daysAgo) * day)
        let procedure = try house.procedure(procedure)
        let id = try FileSealed(procedure: procedure, answers: answers)
            .perform(at: start, in: db, house)
        guard !acts.isEmpty else { return id }
        if procedure.needToKnow {
            try TakeSealed(id: id).perform(by: worker, at: start, in: db, house)
        }
        for (number, done) in acts.enumerated() {
            let at = min(now, start.adding(seconds: Int64(number + 1) * day))
            let view = try ReadSealed().perform(id, by: worker, at: at, in: db, house)
            let isOwn = procedure.act(done.act)?.by == .person
            try ActOnSealed(act: done.act, answers: done.answers)
                .perform(on: view, by: isOwn ? .holder : .staff(worker), at: at, in: db, house)
        }
        return id
    }
}

extension SealedRoom {
    /// Invented reports and requests of the help room; answers how many.
    public func loadDemoHelp(_ people: [String: Principal], at now: Moment) async throws -> Int {
        guard let dora = people["dora"] else { return 0 }
        let today = house.zone.day(of: now)
        return try await load(DemoSealed.help(on: today), by: dora, at: now) { _, _ in }
    }

    fileprivate func load(
        _ cases: [DemoSealed], by worker: Principal, at now: Moment,
        _ then: @escaping @Sendable (SealedCaseID, Writer) throws -> Void
    ) async throws -> Int {
        try await database.write { [house] db in
            guard try db.count("SELECT COUNT(*) FROM sealed_case") == 0 else { return 0 }
            for one in cases {
                let id = try one.perform(by: worker, at: now, in: db, house)
                if !one.acts.isEmpty { try then(id, db) }
            }
            return cases.count
        }
    }
}

extension ProtectionRoom {
    /// Invented signals, one of them taken and led by several bodies, and trainings; answers how many signals.
    public func loadDemo(_ people: [String: Principal], at now: Moment) async throws -> Int {
        guard let teresa = people["teresa"], let quim = people["quim"] else { return 0 }
        let today = house.zone.day(of: now)
        return try await room.load(DemoSealed.children(on: today), by: teresa, at: now) { id, db in
            let part = ProtectionFile.Part(
                account: quim.account, name: quim.name, body: "kinship")
            let task = ProtectionEvent.Given(
                id: .new(at: now), body: "kinship",
                text: "Exemplo inventado: ver os documentos do adulto que diz ser tio",
                isUrgent: false, day: today)
            let note = ProtectionFile.Note(
                part: .protection, text: "Exemplo inventado: está acolhida e vai à escola",
                body: "coordination", day: today)
            for event in [ProtectionEvent.joined(part), .given(task), .noted(note)] {
                try ActTogether(id: id, event: event).perform(by: teresa, at: now, in: db, self)
            }
            for (name, profession) in [("Exemplo Um", "health"), ("Exemplo Dois", "school")] {
                let training = Training(
                    name: name, profession: profession, material: "un-signs",
                    day: today.adding(days: -30))
                try NoteTraining(training: training).perform(by: teresa, at: now, in: db)
            }
        }
    }
}

extension DemoSealed {
    private static let label = "Exemplo inventado: "

    /// Three reports of one employer, as three people spell it; refusals of one health centre; a request; an adult.
    fileprivate static func help(on today: Day) -> [DemoSealed] {
        let diary: [String: String] = [
            "diaryDay": "\(today.adding(days: -41))",
            "diaryWords": label + "ficaram com os passaportes",
        ]
        let reports = [
            report("Herdade Exemplo, Lda.", daysAgo: 40, [("diary", diary)]),
            report("herdade exemplo", daysAgo: 25, []),
            report("HERDADE EXEMPLO LDA", daysAgo: 9, []),
        ]
        let refusals = (0..<6).map { number in
            DemoSealed(
                procedure: "health-refusal",
                answers: [
                    "healthUnit": "Centro de Saúde Exemplo", "refusalKind": "registration",
                    "refusalWords": label + "pediram a autorização de residência",
                ], daysAgo: 35 + number * 8)
        }
        return reports + refusals + [registration, adult(on: today)]
    }

    private static func report(
        _ employer: String, daysAgo: Int, _ acts: [(act: String, answers: [String: String])]
    ) -> DemoSealed {
        DemoSealed(
            procedure: "work-report",
            answers: [
                "tellerKind": "self", "wages": "yes", "documentsKept": "yes",
                "reportWords": label + "não pagam desde a apanha", "employer": employer,
                "workMunicipality": "Odemira", "consentLabour": "yes", "consentUnion": "no",
            ], daysAgo: daysAgo, acts: acts)
    }

    private static var registration: DemoSealed {
        DemoSealed(
            procedure: "health-registration",
            answers: [
                "healthUnit": "Centro de Saúde Exemplo", "unitMunicipality": "Lisboa",
                "patientName": "Exemplo Inventado", "patientMinor": "no", "situation": "noPermit",
                "residence": "over90", "consentUnit": "yes",
            ], daysAgo: 3)
    }

    private static func adult(on today: Day) -> DemoSealed {
        DemoSealed(
            procedure: "adult-victim",
            answers: [
                "harm": "labour", "needShelter": "yes", "askWords": label + "não posso sair",
                "consentSupport": "yes",
            ], daysAgo: 12,
            acts: [
                ("informPermit", [:]),
                ("reflect", ["signalledOn": "\(today.adding(days: -13))"]),
            ])
    }

    fileprivate static func children(on today: Day) -> [DemoSealed] {
        let first = today.adding(days: -41)
        let led = DemoSealed(
            procedure: ProtectionRoom.procedure,
            answers: [
                "noticedOn": "\(first)", "inDanger": "yes", "profession": "Saúde",
                "noticed": label + "uma criança que não larga o adulto",
            ], daysAgo: 40,
            acts: [
                ("open", [:]), ("inform", ["informedBody": "cpcj"]),
                ("protect", ["measure": "shelter"]),
                ("guardian", ["guardianName": "Exemplo Inventado", "guardianFrom": "\(first)"]),
                ("permit", [:]), ("reflect", ["reflectionFrom": "\(first)"]),
                ("classify", ["recordClass": "pending"]),
            ])
        let waiting = DemoSealed(
            procedure: ProtectionRoom.procedure,
            answers: [
                "noticedOn": "\(today.adding(days: -2))", "inDanger": "no", "profession": "Escola",
                "noticed": label + "deixou de vir à escola",
            ], daysAgo: 1)
        return [led, waiting]
    }
}
