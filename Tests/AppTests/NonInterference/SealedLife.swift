import Kernel
import Storage

@testable import App
@testable import Cases

/// What can be done in sealed rooms, played into their stores: no visitor and no officer of the house takes part.
struct SealedLife: Sendable {
    let rooms: [SealedRoom]
    let now: Moment

    /// A case that only one of two houses has.
    struct Hidden: Sendable {
        let id: SealedCaseID
        let path: String
        let reference: Reference
    }

    /// What is handed in, and what is done with it; a complaint that is over, one that runs, and whatever the help room takes.
    private static let stories: [(procedure: String, answers: [String: String], acts: [Done])] = [
        (
            "discrimination",
            ["text": "Zanzibar", "happenedOn": "2026-03-10", "accusedName": "Zózimo Zanzibar"],
            [Done("openCase")]
        ),
        (
            "discrimination", ["text": "Zanzibar", "ground": "colour"],
            [Done("shelve", ["shelvedWhy": "noIndications", "shelvedReasons": "Zanzibar"])]
        ),
        (
            "work-report",
            [
                "tellerKind": "self", "wages": "yes", "employer": "Zanzibar, Lda.",
                "consentLabour": "yes",
            ], [Done("referLabour")]
        ),
        (
            "health-refusal", ["healthUnit": "USF Zanzibar", "refusalKind": "visit"],
            [Done("answer", ["answerWords": "Zanzibar"])]
        ),
        (
            "health-registration",
            [
                "healthUnit": "USF Zanzibar", "unitMunicipality": "Lisboa",
                "patientName": "Zita Zanzibar", "patientMinor": "no", "situation": "noPermit",
                "residence": "over90", "consentUnit": "yes",
            ], [Done("sendToUnit", ["organisation": "210"])]
        ),
        ("adult-victim", ["harm": "labour", "askWords": "Zanzibar"], [Done("informPermit")]),
        ("child-trafficking", ["noticedOn": "2026-11-20", "noticed": "Zanzibar"], [Done("open")]),
    ]

    struct Done: Sendable {
        let act: String
        let answers: [String: String]

        init(_ act: String, _ answers: [String: String] = [:]) {
            self.act = act
            self.answers = answers
        }
    }

    func play() async throws -> [Hidden] {
        var hidden: [Hidden] = []
        for room in rooms {
            for story in SealedLife.stories {
                guard let procedure = room.procedures.first(where: { $0.code == story.procedure })
                else { continue }
                let id = try await play(story.answers, story.acts, procedure, in: room)
                let kept = SealedKeepsake(id, procedure.letters, room.database.keys)
                hidden.append(
                    Hidden(id: id, path: "/" + procedure.path, reference: kept.reference))
            }
        }
        return hidden
    }

    private func play(
        _ answers: [String: String], _ acts: [Done], _ procedure: SealedProcedure,
        in room: SealedRoom
    ) async throws -> SealedCaseID {
        let (house, now, worker) = (room.house, self.now, SealedLife.worker(procedure))
        let filing = FileSealed(procedure: procedure, answers: answers)
        return try await room.database.write { db in
            let id = try filing.perform(at: now, in: db, house)
            if procedure.needToKnow {
                try TakeSealed(id: id).perform(by: worker, at: now, in: db, house)
            }
            func view() throws -> SealedView {
                try SealedView.find(id, for: worker, at: now, in: db, house)
            }
            for done in acts {
                try ActOnSealed(act: done.act, answers: done.answers)
                    .perform(on: view(), by: .staff(worker), at: now, in: db, house)
            }
            try AddSealedEvidence(
                name: "Zanzibar.pdf", kind: "application/pdf",
                bytes: Array("%PDF-1.7 Zanzibar".utf8)
            ).perform(on: view(), by: .holder, at: now, in: db, house)
            try SayInSealed(text: "Zanzibar")
                .perform(on: view(), by: .holder, at: now, in: db, house)
            _ = try ReadSealed().perform(id, by: worker, at: now, in: db, house)
            return id
        }
    }

    /// Somebody of the room whom no account of any house is.
    static func worker(_ procedure: SealedProcedure) -> Principal {
        let purpose: Purpose =
            switch procedure.compartment {
            case .help: .help
            case .equality: .complaint
            default: .protection
            }
        let duty = Duty(
            role: procedure.desk, organisation: OrganisationID(2), location: nil,
            purpose: purpose)
        return Principal(
            account: AccountID(990_001), person: nil, name: "Zacarias", duties: [duty])
    }
}
