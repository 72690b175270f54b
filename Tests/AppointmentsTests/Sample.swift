import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

let schema = storageSchema + Appointments.schema

/// The day on which the sample desks open: the day after the fixed noon.
let tomorrow = noon.utcDay.adding(days: 1)

/// An office with desks of 20-minute times from 09:00 on, and files of three families.
struct Sample: Sendable {
    let database: Database
    let room: Appointments

    /// Each desk opens for so many times; `gap` leaves out one of them.
    init(
        _ engine: Engine, desks: Int = 1, times: Int = 10, gap: Int? = nil, connections: Int = 3
    ) async throws {
        database = try await TestDatabase.make(engine, migrations: schema, connections: connections)
        room = Appointments(database: database, asks: Sample.asks)
        try await database.write { db in
            for number in 1...desks {
                try Sample.open(DeskID(Int64(number)), times: times, gap: gap, in: db)
            }
        }
    }

    private static func open(_ desk: DeskID, times: Int, gap: Int?, in db: Writer) throws {
        let timing = Service(step: 20, minutesFirst: 20, minutesEach: 20)
        try SetUpDesk(
            id: desk, location: lisbonCentre, name: "Desk \(desk)", services: ["residence"],
            timing: timing,
            isDemo: false
        ).perform(in: db)
        let end = nine + times * 20
        let parts =
            gap.map { [nine..<(nine + $0 * 20), (nine + ($0 + 1) * 20)..<end] } ?? [nine..<end]
        for minutes in parts where !minutes.isEmpty {
            try OpenDesk(desk: desk, day: tomorrow, minutes: minutes, zone: .utc).perform(in: db)
        }
    }

    /// The files of Ana, Yusuf and Olena; each is shown to its own person and to Lisbon's officers.
    static let asks = Asks(
        bookable: { reference, principal, intent, _ in
            guard let file = files.first(where: { $0.reference == reference }) else {
                throw Refused.notFound
            }
            let isOwn = principal.person.map { owner(of: file) == $0 } ?? false
            guard isOwn || principal.serves(file.office) else { throw Refused.notFound }
            return isOwn ? file.asOwn : file
        },
        casesOf: { principal, _, _ in
            files.filter { file in principal.person.map { owner(of: file) == $0 } ?? false }
        },
        looked: { _, _, _, _ in }, lookedAt: { _, _, _, _ in },
        place: { id, _ in
            let name = id == lisbonCentre ? "Loja AIMA; Lisboa, I" : "Porto"
            return VisitPlace(name: name, address: nil, municipality: "Lisboa", zone: .utc)
        })

    static let files = [
        file(1, ["Ana", "Rui", "Léa"]), file(2, ["Yusuf"]), file(3, ["Olena", "Taras"]),
    ]

    private static func owner(of file: BookableCase) -> PersonID? {
        let owners = [ana.person, yusuf.person, olena.person]
        let index = Int(file.id.value) - 1
        return owners.indices.contains(index) ? owners[index] : nil
    }
}

let nine = 9 * 60

func file(_ number: Int64, _ people: [String], awaitsVisit: Bool = true) -> BookableCase {
    BookableCase(
        id: CaseID(number), reference: Reference(kind: "RF", random: UInt64(number) &* 7_919),
        service: "residence",
        office: lisbonCentre, people: people, awaitsVisit: awaitsVisit)
}

extension BookableCase {
    /// As its own person opens it.
    var asOwn: BookableCase {
        BookableCase(
            id: id, reference: reference, service: service, office: office, people: people,
            awaitsVisit: awaitsVisit, isOwn: true)
    }
}

func household(_ count: Int) -> [String] { (1...count).map { "Person \($0)" } }

/// A time of the day on which the desks are open, by its place: 0 is 09:00.
func time(_ index: Int) -> Moment { Moment(tomorrow, hour: 9, minute: index * 20) }

extension Sample {
    @discardableResult
    func book(
        _ file: BookableCase, _ start: Moment, by principal: Principal = ana,
        replacing: VisitID? = nil,
        at now: Moment = noon
    ) async throws -> VisitID {
        try await database.write { db in
            try BookVisit(file: file, start: start, replacing: replacing).perform(
                by: principal, at: now, in: db)
        }
    }

    func cancel(_ visit: Visit, by principal: Principal = ana, at now: Moment = noon) async throws {
        try await database.write { db in
            try CancelVisit(visit: visit).perform(by: principal, at: now, in: db)
        }
    }

    /// Gives back whichever visit it is, as the house may.
    func giveBack(_ id: VisitID) async throws {
        try await database.write { db in
            let row = try db.first("SELECT \(Visit.columns) FROM visit WHERE id = \(id)")
            let visit = try Visit(row: try #require(row))
            try CancelVisit(visit: visit).perform(by: bruno, at: noon, in: db)
        }
    }

    func free(_ people: Int) async throws -> [Moment] {
        try await database.read { db in
            let times = FreeTimes(
                office: lisbonCentre, service: "residence", people: people, now: noon)
            return try times.run(
                from: Moment(tomorrow), to: Moment(tomorrow.adding(days: 1)), in: db
            ).map(\.start)
        }
    }

    func visit(_ id: VisitID, for principal: Principal = ana) async throws -> Visit {
        try await database.read { db in
            try Visit.find(
                id, for: principal, to: .look(at: noon), Sample.asks, in: db)
        }
    }

    func kinds(_ number: Int64) async throws -> [String] {
        try await database.read { db in try db.journal(of: "case/\(number)").map(\.kind) }
    }
}
