public import Kernel
public import Languages
import LegalTime
public import Storage

/// An office that takes a request.
public struct CaseOffice: Sendable, Hashable {
    public let id: LocationID
    public let name: String
    public let place: PlaceCode

    public init(id: LocationID, name: String, place: PlaceCode) {
        self.id = id
        self.name = name
        self.place = place
    }
}

/// Somebody who works on the cases of an office.
public struct CaseOfficer: Sendable, Hashable {
    public let account: AccountID
    /// Who they are in files of their own, where they have such.
    public let person: PersonID?
    public let name: String
    /// The numbers by which the house knows their human being; files may know more of them.
    public let selves: [PersonID]
    /// Whether they supervise the office, or every office.
    public let isSupervisor: Bool

    public init(
        account: AccountID, person: PersonID?, name: String, selves: [PersonID] = [],
        isSupervisor: Bool = false
    ) {
        self.account = account
        self.person = person
        self.name = name
        self.selves = selves
        self.isSupervisor = isSupervisor
    }
}

/// What a person is told, in their language.
public struct CaseNotice: Sendable {
    public let person: PersonID
    /// The journal's subject.
    public let subject: String
    public let title: String
    public let body: String
    public let link: String
    public let legalEffect: Bool
    /// The office of the case.
    public let office: LocationID
    /// Two notices with one key are one notice.
    public let key: String
    /// The same in Portuguese, which has legal effect; nil where that is the person's language.
    public var official: Words?

    public struct Words: Sendable, Equatable {
        public let title: String
        public let body: String
    }
}

/// A file of what is held about a person; its name is a path with `/`.
public struct HeldFile: Sendable, Equatable {
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// A notice whose letter came back by post.
public struct ReturnedNotice: Sendable, Equatable {
    /// The key under which it was written.
    public let key: String
    public let day: Day
    /// What the envelope says.
    public let reason: String
}

/// What this room asks of others; the App fills it in.
public struct Neighbours: Sendable {
    /// A paper that another room gave a code; nil for a code that none gave.
    public var outsidePaper: @Sendable (VerifyCode, Reader) throws -> OutsidePaper? = { _, _ in nil
    }
    /// The office that takes a service, nearest to a municipality.
    public var nearestOffice:
        @Sendable (_ service: String, _ near: PlaceCode, Reader) throws -> CaseOffice?
    /// So many offices that take a service, the nearest first; none where only the nearest is known.
    public var officesNear:
        @Sendable (_ service: String, _ near: PlaceCode, _ limit: Int, Reader) throws ->
            [CaseOffice] = { _, _, _, _ in [] }
    /// The place of the directory that a slug names.
    public var office: @Sendable (_ slug: String, Reader) throws -> CaseOffice?
    public var placeName: @Sendable (LocationID, Reader) throws -> String?
    /// The same of several in one question; nil where each is asked for alone.
    public var placeNames: (@Sendable ([LocationID], Reader) throws -> [LocationID: String])? = nil
    /// The number of the office that a closure of the calendars names.
    public var officeNumber: @Sendable (String) -> LocationID
    /// Those who work at an office, by name: to whom its cases can be given.
    public var officers: @Sendable (LocationID, Reader) throws -> [CaseOfficer]
    /// Those who supervise every office, and have no place of their own.
    public var overseers: @Sendable (Reader) throws -> [CaseOfficer] = { _ in [] }
    /// Municipalities to choose from, by name.
    public var municipalities: [(code: PlaceCode, name: String)]
    /// Countries and languages to choose from in a form, by code (ISO 3166 and 639).
    public var countries: [CodedName] = []
    public var spokenLanguages: [CodedName] = []
    /// Writes a message and its outbox entry in the same transaction.
    public var notify: @Sendable (CaseNotice, Writer, Moment) throws -> Void
    /// The language a person reads.
    public var language: @Sendable (PersonID, Reader) throws -> String
    /// Whether a person is invented, for showing the house.
    public var isInvented: @Sendable (PersonID, Reader) throws -> Bool
    /// Makes people who have no account known by these numbers, so that messages to them find their way.
    public var addPeople: @Sendable ([(id: PersonID, name: String)], Writer, Moment) throws -> Void
    public var translator: @Sendable (String) -> Translator
    public var visits: @Sendable (CaseID, Reader) throws -> [CaseVisit]
    /// Tells that the people of a case came to their visit.
    public var visitHappened: @Sendable (CaseID, Writer, Moment) throws -> Void
    /// Whether a case without a visit has a time held for it, or waits for one.
    public var visitWait: @Sendable (CaseID, Moment, Reader) throws -> VisitWait? = { _, _, _ in nil
    }
    /// Tells that the people of a case need a visit from now on; heard after the transaction.
    public var visitNeeded: @Sendable (CaseID, Writer, Moment) throws -> Void = { _, _, _ in }
    /// Gives back the visit that is still to come for a case that needs none any more; tells when it would have been.
    public var releaseVisit: @Sendable (CaseID, Principal, Writer, Moment) throws -> Moment?
    /// Makes room for so many people at the visit that is still to come, or gives it back where there is none.
    public var growVisit:
        @Sendable (CaseID, _ people: Int, Principal, Writer, Moment) throws -> VisitGrowth
    /// The mandates that somebody holds at a moment; one that ended or was taken back is none.
    public var mandates: @Sendable (Principal, Moment, Reader) throws -> [CaseMandate]
    /// Those of them that open the files of one number; nil where only the whole list is known.
    public var mandatesFor:
        (@Sendable (Principal, _ number: PersonID, Moment, Reader) throws -> [CaseMandate])? = nil
    /// What became of the notices to somebody about a subject; their numbers, the one that the subject names first.
    public var notices:
        @Sendable (_ numbers: [PersonID], _ subject: String, Reader) throws -> CaseNotices
    /// Tells that such a letter came back, and who notes it: the next way to the person is due.
    public var letterReturned: @Sendable (ReturnedNotice, Principal, Writer, Moment) throws -> Void
    /// Tells that the notice with a key reached its person in a way that this room saw: no further one is tried.
    public var noticeReached: @Sendable (_ key: String, Principal, Writer, Moment) throws -> Void =
        { _, _, _, _ in }
    /// What the other rooms hold about a person, file by file.
    public var holdings: @Sendable (PersonID, Reader) throws -> [HeldFile] = { _, _ in [] }
    /// Erases what the other rooms keep of a file: notices to its people and what became of them, who booked its visits.
    public var eraseBeside: @Sendable (CaseID, Writer) throws -> Void = { _, _ in }
    /// Erases what the other rooms keep of somebody whose last file is erased, where nothing of theirs stands there;
    /// answers whether something keeps an account of theirs.
    public var forgetPerson: @Sendable (PersonID, Principal, Moment, Writer) throws -> Bool =
        { _, _, _, _ in false }
    /// Tells a body outside the house; throws where that may be tried again.
    public var tellBody: @Sendable (BodyNotice) async throws -> BodyAnswer = { _ in
        throw NoCarrier()
    }
    /// Makes a PDF of a whole HTML document.
    public var pdf: @Sendable (String) async throws -> [UInt8]

    public init(
        nearestOffice: @escaping @Sendable (String, PlaceCode, Reader) throws -> CaseOffice?,
        office: @escaping @Sendable (String, Reader) throws -> CaseOffice?,
        placeName: @escaping @Sendable (LocationID, Reader) throws -> String?,
        officeNumber: @escaping @Sendable (String) -> LocationID,
        officers: @escaping @Sendable (LocationID, Reader) throws -> [CaseOfficer],
        municipalities: [(code: PlaceCode, name: String)],
        notify: @escaping @Sendable (CaseNotice, Writer, Moment) throws -> Void,
        language: @escaping @Sendable (PersonID, Reader) throws -> String,
        isInvented: @escaping @Sendable (PersonID, Reader) throws -> Bool,
        addPeople:
            @escaping @Sendable ([(id: PersonID, name: String)], Writer, Moment) throws -> Void,
        translator: @escaping @Sendable (String) -> Translator,
        visits: @escaping @Sendable (CaseID, Reader) throws -> [CaseVisit],
        visitHappened: @escaping @Sendable (CaseID, Writer, Moment) throws -> Void,
        releaseVisit: @escaping @Sendable (CaseID, Principal, Writer, Moment) throws -> Moment?,
        growVisit:
            @escaping @Sendable (CaseID, Int, Principal, Writer, Moment) throws -> VisitGrowth,
        mandates: @escaping @Sendable (Principal, Moment, Reader) throws -> [CaseMandate],
        notices: @escaping @Sendable ([PersonID], String, Reader) throws -> CaseNotices,
        letterReturned:
            @escaping @Sendable (ReturnedNotice, Principal, Writer, Moment) throws
            -> Void,
        pdf: @escaping @Sendable (String) async throws -> [UInt8]
    ) {
        self.nearestOffice = nearestOffice
        self.office = office
        self.placeName = placeName
        self.officeNumber = officeNumber
        self.officers = officers
        self.municipalities = municipalities
        self.notify = notify
        self.language = language
        self.isInvented = isInvented
        self.addPeople = addPeople
        self.translator = translator
        self.visits = visits
        self.visitHappened = visitHappened
        self.releaseVisit = releaseVisit
        self.growVisit = growVisit
        self.mandates = mandates
        self.notices = notices
        self.letterReturned = letterReturned
        self.pdf = pdf
    }
}

extension Neighbours {
    /// The names of places, each once; of one that there is not none.
    func names(
        of places: some Sequence<LocationID>, in db: Reader
    ) throws -> [LocationID: String] {
        let wanted = Set(places).sorted()
        if let placeNames { return try placeNames(wanted, db) }
        return try wanted.reduce(into: [:]) { $0[$1] = try placeName($1, db) }
    }

    /// Under which mandates somebody opens the files of one number now.
    func heldMandates(
        of principal: Principal, for number: PersonID, _ now: Moment, _ db: Reader
    ) throws -> [CaseMandate] {
        if let mandatesFor { return try mandatesFor(principal, number, now, db) }
        return try mandates(principal, now, db).filter { $0.people.contains(number) }
    }
}
