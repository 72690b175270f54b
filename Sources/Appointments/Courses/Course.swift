import Kernel
public import Storage

public enum CourseThing {}
public enum EnrolmentThing {}
typealias CourseID = ID<CourseThing>
typealias EnrolmentID = ID<EnrolmentThing>

/// A level of the common European framework, as far as these courses go.
public enum CourseLevel: String, Sendable, CaseIterable, Storable {
    case a1, a2, b1, b2

    public var name: String { rawValue.uppercased() }
}

/// What became of a request for a place.
enum EnrolmentState: String, Sendable, Storable {
    /// In the list, a place offered, a place taken; given back or never taken; an offer that nobody answered.
    case waiting, offered, enrolled, left, lapsed

    var isOpen: Bool { self == .waiting || holdsPlace }
    var holdsPlace: Bool { self == .offered || self == .enrolled }
}

/// A course of Portuguese as a host language, as its provider tells it.
struct Course: Sendable, Equatable {
    let id: CourseID
    /// The provider's own name of it, the same in every file.
    let code: String
    let provider: OrganisationID
    let providerName: String
    let level: CourseLevel
    let municipality: PlaceCode
    let venue: String
    let firstDay: Day
    let lastDay: Day
    let minutes: Range<Int>
    let places: Int
    let isDemo: Bool

    static let columns: SQL = """
        course.id, course.code, course.provider, course.provider_name, course.level, course.municipality,
        course.venue, course.first_day, course.last_day, course.from_minute, course.to_minute, course.places,
        course.demo
        """

    init(_ row: Row) throws {
        id = try row[0]
        code = try row[1]
        provider = try row[2]
        providerName = try row[3]
        level = try row[4]
        municipality = try row[5]
        venue = try row[6]
        (firstDay, lastDay) = (try row[7], try row[8])
        let (from, to): (Int, Int) = (try row[9], try row[10])
        minutes = from..<max(from, to)
        places = try row[11]
        isDemo = try row[12]
    }

    static func subject(_ id: CourseID) -> String { "course/\(id)" }

    /// Why nobody can ask for a place any more, or nil.
    func refusal(on today: Day) -> CourseRefusal? { today > lastDay ? .courseOver : nil }
}

/// Somebody who asked for a place.
struct Enrolment: Sendable, Equatable {
    let id: EnrolmentID
    let course: CourseID
    let person: PersonID
    let name: String
    /// Which paper of the list they said to have; the provider asks to see it.
    let evidence: String
    let state: EnrolmentState
    let askedAt: Moment
    /// The last day to accept, of an offer.
    let offeredUntil: Day?

    static let columns: SQL = """
        enrolment.id, enrolment.course, enrolment.person, enrolment.name, enrolment.evidence, enrolment.state,
        enrolment.asked_at, enrolment.offered_until
        """

    init(_ row: Row) throws {
        id = try row[0]
        course = try row[1]
        person = try row[2]
        name = try row[3]
        evidence = try row[4]
        state = try row[5]
        askedAt = try row[6]
        offeredUntil = try row[7]
    }

    static func subject(_ id: EnrolmentID) -> String { "enrolment/\(id)" }

    /// Why an offer is not taken, or nil.
    func refusal(ofAcceptanceOn today: Day) -> CourseRefusal? {
        guard state == .offered, let offeredUntil else { return .noOffer }
        return today > offeredUntil ? .offerOver : nil
    }
}

/// For how many days after it was made an offer stands: a choice of this installation, no rule of law.
let offerDays = 5
/// Whoever waits for more than so many courses keeps others from them: a choice of this installation.
let coursesAtOnceMax = 3
