import FoundationEssentials
import Kernel
import Storage

enum UnfinishedRequestThing {}
typealias UnfinishedRequestID = ID<UnfinishedRequestThing>

/// A request that was begun and not sent. It is its person's; whoever began it in their place comes to it as long as
/// the mandate lets them file. To everybody else, staff too, it does not exist.
struct UnfinishedRequest: Sendable {
    let id: UnfinishedRequestID
    let applicant: PersonID
    let begunBy: AccountID
    /// The mandate under which it was begun; nil where the person did.
    let mandate: String?
    let procedure: String
    let contents: RequestContents
    let savedAt: Moment
    let expires: Moment

    static let sealUse = "unfinished-request"

    private init(row: Row, in db: Reader) throws {
        let id: UnfinishedRequestID = try row[0]
        self.id = id
        applicant = try row[1]
        begunBy = try row[2]
        mandate = try row[3]
        procedure = try row[4]
        let plain = try db.keys.open(
            try row[5], use: UnfinishedRequest.sealUse, context: id.description)
        contents = try JSONDecoder().decode(RequestContents.self, from: Data(plain))
        savedAt = try row[6]
        expires = try row[7]
    }

    private static let columns: SQL =
        "id, applicant, begun_by, mandate, procedure, content, saved_at, expires"

    /// One request, opened for whoever may; not there, over, and not yours are one answer.
    static func open(
        _ id: UnfinishedRequestID, for principal: Principal, at now: Moment, in db: Reader,
        _ house: CaseHouse
    ) throws -> OpenedRequest {
        let row = try db.first(
            "SELECT \(columns) FROM unfinished_request WHERE id = \(id) AND expires > \(now)")
        guard let row else { throw Refused.notFound }
        let applicant: PersonID = try row[1]
        let begunBy: AccountID = try row[2]
        if principal.person == applicant {
            let request = try UnfinishedRequest(row: row, in: db)
            return OpenedRequest(request: request, principal: principal, mandate: nil)
        }
        let held = try house.neighbours.heldMandates(of: principal, for: applicant, now, db)
        let mandate = held.first { $0.person == applicant && $0.allows(.file) }
        guard let mandate, begunBy == principal.account else { throw Refused.notFound }
        return OpenedRequest(
            request: try UnfinishedRequest(row: row, in: db),
            principal: principal.inPlace(of: mandate.person), mandate: mandate)
    }

    /// What somebody may open: their own, and what they began for those whose mandate lets them file; newest first.
    static func all(
        for principal: Principal, at now: Moment, in db: Reader, _ house: CaseHouse
    ) throws -> [OpenedRequest] {
        let mandates = try house.neighbours.mandates(principal, now, db).filter { $0.allows(.file) }
        let rows = try db.all(
            """
            SELECT \(columns) FROM unfinished_request
            WHERE \(filter(principal, mandates, at: now)) ORDER BY saved_at DESC, id DESC LIMIT \(requestsShownMax)
            """)
        return try rows.map { row in
            let request = try UnfinishedRequest(row: row, in: db)
            let mandate =
                request.applicant == principal.person
                ? nil : mandates.first { $0.person == request.applicant }
            return OpenedRequest(
                request: request,
                principal: mandate.map { principal.inPlace(of: $0.person) } ?? principal,
                mandate: mandate)
        }
    }

    /// How many of them there are, at most as many as are shown; none is opened for that.
    static func count(
        for principal: Principal, at now: Moment, in db: Reader, _ house: CaseHouse
    ) throws -> Int {
        let mandates = try house.neighbours.mandates(principal, now, db).filter { $0.allows(.file) }
        return try db.count(
            """
            SELECT COUNT(*) FROM (SELECT 1 FROM unfinished_request
                WHERE \(filter(principal, mandates, at: now)) LIMIT \(requestsShownMax)) AS found
            """)
    }

    private static func filter(
        _ principal: Principal, _ mandates: [CaseMandate], at now: Moment
    ) -> SQL {
        let own = [principal.person].compactMap(\.self)
        return """
            expires > \(now) AND (applicant IN \(list: own)
                OR begun_by = \(principal.account) AND applicant IN \(list: mandates.map(\.person)))
            """
    }
}

/// A request that somebody may go on with, and in whose place they do so.
struct OpenedRequest: Sendable {
    let request: UnfinishedRequest
    let principal: Principal
    /// Nil for its own person.
    let mandate: CaseMandate?

    var path: String { "/unfinished/\(request.id)" }
}

extension CaseHouse {
    /// The form of a request with what was typed so far.
    func sheet(of request: UnfinishedRequest, on day: Day) throws -> FormSheet {
        try sheet(of: request.contents, request.procedure, on: day)
    }

    func sheet(
        of contents: RequestContents, _ procedure: String, on day: Day
    ) throws -> FormSheet {
        let facts = contents.people.map {
            $0.household.formFacts(on: day, isAbroad: $0.abroad != nil)
        }
        return try FormSheet(
            try self.procedure(procedure).form, household: facts ?? [:], typed: contents.answers,
            formWorld(on: day))
    }

    /// For whom a new request is made: oneself, or who gave a mandate to file.
    func applicant(
        _ principal: Principal, mandate number: String?, at now: Moment, in db: Reader
    ) throws -> RequestApplicant {
        guard let number, !number.isEmpty else {
            guard let person = principal.person else { throw Refused.notFound }
            return RequestApplicant(person: person, name: principal.name, mandate: nil)
        }
        let mandate = try neighbours.mandates(principal, now, db).first {
            $0.number == number && $0.allows(.file)
        }
        guard let mandate else { throw Refused.notFound }
        return RequestApplicant(person: mandate.person, name: mandate.name, mandate: mandate)
    }
}

/// Whose request it will be.
struct RequestApplicant: Sendable {
    let person: PersonID
    let name: String
    /// Nil where they ask for themselves.
    let mandate: CaseMandate?
}

/// A mediator's own list: more is no list to work on.
private let requestsShownMax = 100
