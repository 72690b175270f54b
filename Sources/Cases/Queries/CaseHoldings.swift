import Formats
import Kernel
import Languages
import Storage

/// All that this room holds about one file, for its person.
struct CaseHoldings {
    let kase: Case
    let house: CaseHouse

    private var folder: String { "cases/\(kase.reference)/" }

    /// Everything but the documents, which are too large to stand in memory together.
    func files(in db: Reader) throws -> [HeldFile] {
        [
            HeldFile(name: folder + "case.json", bytes: try facts(in: db)),
            HeldFile(
                name: folder + "who-looked.csv", bytes: try WhoLooked.csv(at: kase.id, in: db)),
        ] + (try letters(in: db))
    }

    /// The documents of the file, those that wait to be looked through too: under which name, and where they lie.
    func papers(in db: Reader) throws -> [(name: String, digest: String)] {
        let inFile = try CaseDocument.all(of: kase.id, in: db).map {
            ($0.id, $0.savedName, $0.digest)
        }
        let waiting = try WaitingDocument.all(of: kase.id, in: db).map {
            ($0.id, "waiting-" + $0.name, $0.digest)
        }
        return (inFile + waiting).map { id, name, digest in
            let plain = name.replacing("/", with: "_").replacing("\\", with: "_")
            return (folder + "documents/\(id)-\(plain)", digest)
        }
    }

    private func facts(in db: Reader) throws -> [UInt8] {
        let projection = kase.projection
        let all = JSON.object([
            "reference": .string(kase.reference.text), "procedure": .string(kase.procedure),
            "version": .string(kase.procedureVersion), "filed": text(kase.filedAt),
            "office": .string(try house.neighbours.placeName(kase.office, db) ?? ""),
            "municipality": .string(kase.municipality.text), "isInvented": .bool(kase.isDemo),
            "state": .string(projection.state), "turn": .string(projection.turn.rawValue),
            "nextDate": text(projection.nextDate), "decided": text(projection.decidedAt),
            "outcome": text(projection.outcome), "people": try people(in: db),
            "visits": try visits(in: db), "events": try events(in: db),
        ])
        return Array(all.pretty.utf8)
    }

    private func people(in db: Reader) throws -> JSON {
        let numbers = try NotedNumber.all(of: kase.id, in: db)
        return .array(
            try CaseMember.all(of: kase.id, in: db).map { member -> JSON in
                let own = numbers.filter { $0.member == member.id }.map { JSON.string($0.shown) }
                return [
                    "name": .string(member.person.name), "birth": text(member.person.birth),
                    "relation": .string(member.person.relation.rawValue),
                    "isInPortugal": .bool(member.person.isInPortugal),
                    "documentNumbers": .array(own),
                ]
            })
    }

    private func visits(in db: Reader) throws -> JSON {
        .array(
            try house.neighbours.visits(kase.id, db).map { visit -> JSON in
                [
                    "start": text(visit.start), "people": .int(visit.people),
                    "state": .string(visit.state),
                    "place": .string(try house.neighbours.placeName(visit.place, db) ?? ""),
                ]
            })
    }

    /// What the journal keeps, with its contents as they were written; nothing where they were erased. A decision that
    /// one officer proposed to another is none: as on the page, it is not told before it is made.
    private func events(in db: Reader) throws -> JSON {
        let lines = try db.journal(of: Case.subject(kase.id)).filter {
            !FourEyesEvent.kinds.contains($0.kind)
        }
        return .array(
            try lines.map { line -> JSON in
                [
                    "at": text(line.at), "kind": .string(line.kind),
                    "contents": try line.payload.map { try JSON.parse($0) } ?? .null,
                ]
            })
    }

    private func text(_ value: (some CustomStringConvertible)?) -> JSON {
        value.map { JSON.string($0.description) } ?? JSON.null
    }

    private func letters(in db: Reader) throws -> [HeldFile] {
        try db.all("SELECT * FROM letter WHERE kase = \(kase.id) ORDER BY created_at, id").map {
            row in
            let letter = try Letter(row: row, in: db)
            let document = LetterDocument(
                letter: letter, reference: kase.reference, verifyBase: house.verifyBase)
            let words = house.neighbours.translator(letter.language)
            let page = document.print(words, style: house.policy.letters.printStyle)
            let name = "\(letter.id)-\(letter.kind).\(letter.language).html"
            return HeldFile(name: folder + "letters/" + name, bytes: Array(page.utf8))
        }
    }
}
